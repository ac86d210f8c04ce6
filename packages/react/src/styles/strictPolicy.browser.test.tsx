import { cleanup, render, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { OfframpButton } from '../components/offramp-button/OfframpButton.tsx'
import { benchSale, saleBench } from '../testing/saleBench.tsx'
import { storyFacts } from '../testing/storyFacts.ts'
import { storyForms } from '../testing/storyForms.ts'
import sheet from './styles.css?url'

/** An app's page that takes styles from files of its own origin alone, with everything that it refused. */
async function strictPage() {
  const frame = document.createElement('iframe')
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="style-src 'self'"><body></body>`
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  document.body.append(frame)
  await loaded
  const page = frame.contentDocument
  if (!page) throw new Error('the frame has no document')
  const refused: string[] = []
  page.addEventListener('securitypolicyviolation', (event) =>
    refused.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`),
  )
  const link = Object.assign(page.createElement('link'), { rel: 'stylesheet', href: sheet })
  const styled = new Promise((resolve) => link.addEventListener('load', resolve, { once: true }))
  page.head.append(link)
  await styled
  return { page, refused }
}

afterEach(() => {
  cleanup()
  document.querySelector('iframe')?.remove()
})

const stages = Object.keys(storyFacts) as (keyof typeof storyFacts)[]

/** The panel of a sale, in such a page. */
async function panelIn(page: Document, screen: string, options: Parameters<typeof saleBench>[0]) {
  const container = page.body.appendChild(page.createElement('div'))
  render(saleBench(options).wrapped(<OfframpButton {...benchSale} />), { container })
  return await waitFor(() => {
    const panel = page.querySelector<HTMLElement>(`dialog[data-screen="${screen}"] .ofk-sheet`)
    if (!panel) throw new Error(`no panel at ${screen}`)
    return panel
  })
}

test('every stage is drawn under `style-src self`, by script and as markup of a server', async () => {
  const { page, refused } = await strictPage()
  for (const stage of stages) {
    const panel = await panelIn(page, stage, { backend: { facts: storyFacts[stage] } })
    expect(getComputedStyle(panel).display).toBe('flex')
    // As a server would send it: there every `style` attribute is refused.
    const copy = page.createElement('div')
    copy.innerHTML = panel.outerHTML
    page.body.append(copy)
    expect(copy.innerHTML).not.toMatch(/\sstyle=|<style/)
    copy.remove()
    cleanup()
    page.body.replaceChildren()
  }
  expect(refused).toEqual([])
})

test('so are a review, and a form', async () => {
  const { page, refused } = await strictPage()
  const review = await panelIn(page, 'order_ready', { backend: { facts: storyFacts.order_ready } })
  within(review)
    .getByRole('button', { name: /review deposit/i })
    .click()
  await waitFor(() => expect(review.querySelector('.ofk-rows')).not.toBeNull())
  cleanup()
  const container = page.body.appendChild(page.createElement('div'))
  render(
    saleBench({ backend: { session: () => storyForms.sepa } }).wrapped(
      <OfframpButton {...benchSale} openIn="redirect" />,
    ),
    { container },
  )
  within(container).getByRole('button').click()
  const form = await waitFor(() => {
    const found = page.querySelector('form')
    if (!found) throw new Error('no form')
    return found
  })
  expect(form.outerHTML).not.toMatch(/\sstyle=|<style/)
  expect(refused).toEqual([])
})

test('a style attribute would be refused, and noticed', async () => {
  const { page, refused } = await strictPage()
  const element = page.body.appendChild(page.createElement('div'))
  element.innerHTML = '<p style="color: red">x</p>'
  await waitFor(() => expect(refused).toHaveLength(1))
})
