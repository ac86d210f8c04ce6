// Opens every page of the component workshop's documentation and plays one whole sale in it, as it would be published (`pnpm
// build-storybook`): nothing but files, and no request to anybody else. What counts in the end is what the chain inside of the page
// holds.
import { chromium } from 'playwright'
import { launchOptions } from './browser.ts'
import { openSite } from './workshop/site.mjs'

/** When to give up waiting for one thing. */
const patience = 60_000

async function play(page) {
  const shown = (part) => page.frameLocator(`[data-testid="sandbox-window"][data-url*="${part}"] iframe`)
  const panel = page.locator('dialog[data-screen]')
  await page.getByRole('button', { name: /^Connect the/ }).click()
  await shown('/wallet').getByTestId('wallet-approve').click()
  await page.getByRole('button', { name: /cash[- ]out/i }).click()
  await shown('/v3/sell/').getByTestId('hosted-sign-in').click()
  await shown('/v3/sell/').getByTestId('hosted-cash-out').click()
  await panel.getByRole('button', { name: 'Review deposit' }).click()
  await panel.getByRole('button', { name: /^Send / }).click()
  await shown('/wallet').getByTestId('wallet-approve').click()
  await page.locator('dialog[data-screen="paid"]').waitFor()
  const arrived = page.getByTestId('on-chain').getByRole('listitem')
  await arrived.waitFor({ state: 'attached' })
  return await arrived.allTextContents()
}

/** Every page that is written for readers: it is drawn with its code and tables, and what it links to is there. */
async function read(page, url) {
  const { entries } = await (await fetch(`${url}/index.json`)).json()
  const pages = Object.values(entries).filter(({ id, type }) => type === 'docs' && id.startsWith('docs-'))
  if (pages.length === 0) throw new Error('The workshop has no documentation.')
  for (const { id } of pages) {
    await page.goto(`${url}/iframe.html?id=${id}&viewMode=docs`)
    await page.locator('.sbdocs-content :is(h1, h2)').first().waitFor()
    const links = await page
      .locator('.sbdocs-content a[href*="path=/"]')
      .evaluateAll((found) =>
        found.map(({ href }) => new URL(href).searchParams.get('path').split('/').at(-1)),
      )
    const astray = links.filter((to) => !entries[to])
    if (astray.length > 0) throw new Error(`${id} links to what is not there: ${astray.join(', ')}`)
    const paragraphs = await page.locator('.sbdocs-content p').allTextContents()
    const raw = paragraphs.find((text) => /^(\||```|import )/.test(text.trim()))
    if (raw) throw new Error(`${id} shows what should be drawn: ${raw.slice(0, 80)}`)
  }
  return pages.length
}

const began = performance.now()
const { url, close } = await openSite()
const browser = await chromium.launch(launchOptions)
try {
  const page = await browser.newPage()
  page.setDefaultTimeout(patience)
  const elsewhere = []
  page.on('request', (request) => {
    if (!/^(data:|blob:|about:)/.test(request.url()) && !request.url().startsWith(`${url}/`))
      elsewhere.push(request.url())
  })
  const pages = await read(page, url)
  console.log(`workshop: ${pages} pages of documentation, and what they link to`)
  await page.goto(`${url}/iframe.html?id=play-a-whole-sale--play&viewMode=story`)
  const sent = await play(page)
  if (sent.length !== 1 || !/^25 USDC to 0x[0-9a-f]{40}, which holds 25$/.test(sent[0]))
    throw new Error(`The chain in the page does not hold what was sold: ${JSON.stringify(sent)}`)
  if (elsewhere.length > 0) throw new Error(`Requests went elsewhere: ${elsewhere.join(', ')}`)
} finally {
  await browser.close()
  close()
}
console.log(
  `workshop: a whole sale played from files in ${((performance.now() - began) / 1000).toFixed(0)} s`,
)
