// Draws stories of the built workshop in one page, without loading it anew for each: always the same hour, type and caret, and
// nothing that moves.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { launchOptions } from '../browser.ts'

/** The hour of the stories, so that what counts from today counts the same tomorrow. */
const NOW = Date.UTC(2026, 0, 15, 12, 4, 12)
const HEIGHT = 900
/** When to give up waiting for one thing. */
const patience = 60_000

/** Type from packages, whatever is installed on the machine that draws. The workshop brings its own but for addresses. */
const mono = readFileSync(
  fileURLToPath(
    import.meta.resolve('@fontsource-variable/noto-sans-mono/files/noto-sans-mono-latin-wght-normal.woff2'),
  ),
)
const TYPE = `
  @font-face {
    font-family: 'Noto Sans Mono Variable';
    font-weight: 100 900;
    src: url(data:font/woff2;base64,${mono.toString('base64')}) format('woff2-variations');
  }
  [data-theme] {
    --ofk-font: 'Noto Sans Variable', 'Noto Sans Arabic Variable', 'Noto Sans SC Variable' !important;
    --ofk-mono: 'Noto Sans Mono Variable' !important;
    font-family: var(--ofk-font);
    min-height: 100vh !important;
    box-sizing: border-box;
  }
`

/** A page with the workshop open, as `draw` wants it. */
export async function openWorkshop(url, { args = [], deviceScaleFactor = 1 } = {}) {
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...launchOptions.args, '--font-render-hinting=none', '--disable-lcd-text', ...args],
  })
  const context = await browser.newContext({
    viewport: { width: 1280, height: HEIGHT },
    deviceScaleFactor,
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    colorScheme: 'light',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  await page.clock.setFixedTime(NOW)
  await page.goto(`${url}/iframe.html?viewMode=story`)
  await page.waitForFunction(() => window.__STORYBOOK_PREVIEW__?.storyStoreValue)
  await page.addStyleTag({ content: TYPE })
  return { page, close: () => browser.close() }
}

/** Turns the toolbar's globals, and waits until the story around is drawn with them. */
async function turn(page, globals) {
  await page.evaluate((wanted) => {
    // What axe says is tested elsewhere.
    const all = { ...wanted, a11y: { manual: true } }
    window.__STORYBOOK_ADDONS_CHANNEL__.emit('updateGlobals', { globals: all })
  }, globals)
  await page.waitForFunction(({ theme, locale }) => {
    const around = document.querySelector('[data-theme]')
    return !around || (around.dataset.theme === theme && around.lang === locale)
  }, globals)
}

/** Shows one story, and waits for its play function. */
export async function show(page, id) {
  await page.setViewportSize({ width: 1280, height: HEIGHT })
  await turn(page, { theme: 'light', locale: 'en' })
  // One that is taken away while it is being drawn makes the workshop load itself anew.
  await page.waitForFunction(() => {
    const { phase = 'finished' } = window.__STORYBOOK_PREVIEW__.currentRender ?? {}
    return phase === 'finished' || phase === 'errored'
  })
  // Whoever has just pressed a key is shown where the focus is: the same for all, whatever the story before was played with.
  await page.keyboard.press('Shift')
  const problem = await page.evaluate(
    (storyId) =>
      new Promise((resolve) => {
        const channel = window.__STORYBOOK_ADDONS_CHANNEL__
        let thrown
        channel.once('playFunctionThrewException', ({ message }) => {
          thrown = message
        })
        const ended = (event) => {
          if (event.storyId !== storyId) return
          channel.off('storyFinished', ended)
          resolve(thrown ?? (event.status === 'success' ? '' : `it ends as ${event.status}`))
        }
        channel.on('storyFinished', ended)
        channel.emit('setCurrentStory', { storyId, viewMode: 'story' })
      }),
    id,
  )
  if (problem) throw new Error(problem)
}

/** Waits until nothing in the page has changed for some frames, and all type is there. */
const still = (page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    let changes = 0
    const observer = new MutationObserver((list) => {
      changes += list.length
    })
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    const loaded = () => performance.getEntriesByType('resource').length
    let quiet = 0
    for (let before = [changes, loaded()]; quiet < 3; quiet += 1) {
      await frame()
      const now = [changes, loaded()]
      if (now[0] !== before[0] || now[1] !== before[1] || document.fonts.status === 'loading') quiet = -1
      before = now
    }
    observer.disconnect()
  })

/** How much of the panel its own scroll bars hide. */
const hidden = (page) =>
  page.evaluate(() =>
    Math.max(
      0,
      ...[...document.querySelectorAll('.ofk-panel[open], .ofk-panel[open] *')]
        .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowY))
        .map((one) => one.scrollHeight - one.clientHeight),
    ),
  )

/** Draws what is shown in one look: `{ theme, width, locale }`. Answers the bytes of a PNG. */
export async function draw(page, { theme, width, locale }) {
  await turn(page, { theme, locale })
  await page.setViewportSize({ width, height: HEIGHT })
  await still(page)
  // A panel that scrolls in itself is given the height that it asks for, as long as it takes any of it.
  let height = HEIGHT
  for (let more = await hidden(page), before = Number.POSITIVE_INFINITY; more > 0 && more < before; ) {
    before = more
    height += more
    await page.setViewportSize({ width, height })
    await still(page)
    more = await hidden(page)
  }
  const clip = await page.evaluate(() => {
    const panel = document.querySelector('.ofk-panel:modal')?.getBoundingClientRect()
    if (!panel) return null
    const [x, y] = [Math.max(0, panel.x - 12), Math.max(0, panel.y - 12)]
    return {
      x,
      y,
      width: Math.min(innerWidth, panel.right + 12) - x,
      height: Math.min(innerHeight, panel.bottom + 12) - y,
    }
  })
  return await page.screenshot({
    animations: 'disabled',
    caret: 'hide',
    scale: 'css',
    ...(clip ? { clip } : {}),
  })
}
