import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { drawPart, type PartProps } from './part.tsx'

interface State extends Record<string, string | number | boolean | null | undefined> {
  tone: 'calm' | 'trouble'
  isStale: boolean
  left: number | null
}

const state: State = { tone: 'trouble', isStale: true, left: 0 }
const drawn = (props: PartProps<State>, shown = state) =>
  renderToStaticMarkup(
    drawPart('div', { className: 'ofk-part', role: 'note', children: 'text' }, props, shown),
  )

describe('the outermost element of a part', () => {
  it('tells its state in data attributes', () => {
    expect(drawn({})).toBe(
      '<div class="ofk-part" role="note" data-tone="trouble" data-is-stale="" data-left="0">text</div>',
    )
    expect(drawn({}, { tone: 'calm', isStale: false, left: null })).toBe(
      '<div class="ofk-part" role="note" data-tone="calm">text</div>',
    )
  })

  it("keeps its class beside the app's, which may depend on the state", () => {
    expect(drawn({ className: 'mine' })).toContain('class="ofk-part mine"')
    expect(drawn({ className: ({ tone }) => (tone === 'trouble' ? 'red' : undefined) })).toContain(
      'class="ofk-part red"',
    )
  })

  it("lets the app's attributes win", () => {
    expect(drawn({ role: 'status', 'aria-label': 'Sale' })).toContain('role="status"')
    expect(drawn({ 'aria-label': 'Sale' })).toContain('aria-label="Sale"')
  })

  it('is drawn as the element that the app hands in, with the classes of both', () => {
    const html = drawn({ className: 'mine', render: <section className="theirs" id="sale" /> })
    expect(html).toBe(
      '<section class="ofk-part mine theirs" id="sale" role="note" data-tone="trouble" data-is-stale="" data-left="0">text</section>',
    )
  })

  it('or by a function of its attributes and state', () => {
    const html = drawn({ render: (props, { tone }) => <p {...props} title={tone} /> })
    expect(html).toContain('<p class="ofk-part"')
    expect(html).toContain('title="trouble"')
    expect(html).toContain('>text</p>')
  })
})
