import { cleanup, render } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import '../styles/styles.css'
import { en } from '../messages/en.ts'

afterEach(cleanup)

/** The two sides as the panel draws them, in a panel that leaves so many pixels for them. */
function drawn(width: number, sell: string, receive: string) {
  const { container } = render(
    <dialog open className="ofk-panel">
      <dl className="ofk-summary" style={{ inlineSize: width }}>
        {[sell, en.panel.estimate(receive)].map((figure) => (
          <div className="ofk-summary-side" key={figure}>
            <dd className="ofk-figure">
              <bdi>{figure}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </dialog>,
  )
  const figures = [...container.querySelectorAll('bdi')]
  const [first, second] = figures.map((figure) => figure.getBoundingClientRect())
  return { lines: figures.map((figure) => figure.getClientRects().length), below: second!.top > first!.top }
}

test('both figures stand side by side where they fit', () => {
  expect(drawn(380, '25 USDC', 'MX$426.01')).toEqual({ lines: [1, 1], below: false })
})

test('a figure is never broken in two where it fits on a line of its own', () => {
  expect(drawn(260, '0.11 CUSD', 'KES 3,196.36')).toEqual({ lines: [1, 1], below: true })
})

test('one that is longer than the panel is shown whole all the same', () => {
  const { lines } = drawn(260, '25 USDC', `MX$${'123,'.repeat(9)}456.01`)
  expect(lines[0]).toBe(1)
  expect(lines[1]).toBeGreaterThan(1)
})
