// From webhook sent to pixel changed: signed webhooks at the running demo, and the frame in which Chromium shows each.
//   pnpm bench:push [how many sales, three changes each]
import { createHmac } from 'node:crypto'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { Dapp } from '../e2e/support/dapp.ts'
import { startDemo } from '../e2e/support/demo.ts'
import { SandboxControl } from '../e2e/support/sandbox.ts'

const sales = Number(process.argv[2] ?? 10)
/** Money that is waited for is asked about every 10 to 30 s: whoever only asks sees a change after half of that. */
const goalMs = 500
const depositAddress = `0x${'2f'.repeat(20)}`

/** Of one change, in ms since its webhook was sent. */
interface Change {
  kind: string
  answered: number
  painted: number
}
interface Seen {
  screen: string
  at: number
}
type Watching = Window & { seen?: Seen[] }

/** Notes when each screen was painted, by the clock of this machine. */
function watchScreens(): void {
  const seen: Seen[] = []
  ;(window as Watching).seen = seen
  let before = ''
  const look = () => {
    const screen = document.querySelector<HTMLElement>('dialog[data-screen]')?.dataset.screen ?? ''
    if (screen === before) return
    before = screen
    requestAnimationFrame(() => {
      // A task after the frame's callbacks: by then it has been drawn.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => seen.push({ screen, at: performance.timeOrigin + performance.now() })
      port2.postMessage(null)
    })
  }
  const options = { subtree: true, childList: true, attributes: true, attributeFilter: ['data-screen'] }
  new MutationObserver(look).observe(document, options)
}

async function paintedAfter(page: Page, count: number): Promise<Seen> {
  const handle = await page.waitForFunction(
    (wanted) => (window as Watching).seen?.[wanted],
    count,
    // Far below what the page would need to find it by asking.
    { timeout: 60_000, polling: 20 },
  )
  return (await handle.jsonValue()) as Seen
}

/** One sale at a provider that speaks by webhook alone: how long each of its changes took, in ms. */
async function sell(dapp: Dapp, context: BrowserContext, url: string): Promise<Change[]> {
  const { page } = dapp
  const opened = context.waitForEvent('page', (one) => !one.url().includes('/wallet'))
  const listening = page.waitForResponse((response) => response.url().endsWith('/events'))
  await dapp.button.click()
  const theirs = await opened
  await theirs.waitForURL('https://throwaway.example/**')
  const orderId = new URL(theirs.url()).searchParams.get('order') ?? ''
  await dapp.shows('at_provider')
  await listening
  await theirs.close()
  await page.bringToFront()
  const created = { network: 'eip155:31337', asset: 'USDC', amount: '25', createdAt: String(Date.now()) }
  const news = [
    { state: 'waiting', fields: { ...created, to: depositAddress } },
    { state: 'received', fields: {} },
    { state: 'paid', fields: { payout: '25', payoutCurrency: 'USD' } },
  ]
  const took: Change[] = []
  for (const one of news) {
    // Not in step with anything.
    await new Promise((resolve) => setTimeout(resolve, 300 + Math.random() * 700))
    const shown = await page.evaluate(() => (window as Watching).seen?.length ?? 0)
    const body = JSON.stringify({ orderId, rowId: `row-${orderId}`, ...one })
    const signature = createHmac('sha256', 'throwaway webhook secret').update(body).digest('hex')
    const sent = performance.timeOrigin + performance.now()
    const answer = await fetch(`${url}/api/offramp/webhooks/webhook-only`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-throwaway-signature': signature },
      body,
    })
    const answered = performance.timeOrigin + performance.now()
    if (answer.status !== 200) throw new Error(`The webhook was answered with ${answer.status}.`)
    const { screen, at } = await paintedAfter(page, shown)
    took.push({ kind: `${one.state} → ${screen}`, answered: answered - sent, painted: at - sent })
  }
  return took
}

const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b)
const at = (values: readonly number[], part: number) =>
  values[Math.min(values.length - 1, Math.ceil(values.length * part) - 1)] ?? Number.NaN

const demo = await startDemo(['--world', 'throwaway'])
const { CHROMIUM_PATH: executablePath } = process.env
const browser = await chromium.launch({
  ...(executablePath ? { executablePath } : {}),
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
})
try {
  const context = await browser.newContext()
  await context.route('https://throwaway.example/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Throwaway</title>' }),
  )
  const page = await context.newPage()
  await page.addInitScript(watchScreens)
  const dapp = new Dapp(page, demo, new SandboxControl(demo.settings.sandboxUrl))
  await dapp.arrive('/?provider=webhook-only')
  const all: Change[] = []
  for (let sale = 0; sale < sales; sale++) {
    // Each in a browser that knows of no sale before.
    await page.evaluate(() => localStorage.removeItem('offrampkit.order.webhook-only'))
    if (sale > 0) await dapp.open('/?provider=webhook-only')
    await dapp.button.isEnabled()
    // The first one warms up.
    const took = await sell(dapp, context, demo.url)
    if (sale > 0 || sales === 1) all.push(...took)
  }
  const kinds = [...new Set(all.map(({ kind }) => kind)), 'all']
  console.log('\nfrom webhook sent to pixel changed, in Chromium, ms')
  console.table(
    kinds.map((kind) => {
      const some = all.filter((one) => kind === 'all' || one.kind === kind)
      const painted = sorted(some.map((one) => one.painted))
      const [p50, p95, most] = [0.5, 0.95, 1].map((part) => Math.round(at(painted, part)))
      const answered = Math.round(at(sorted(some.map((one) => one.answered)), 0.5))
      return { change: kind, changes: some.length, 'webhook answered, p50': answered, p50, p95, most }
    }),
  )
  const painted = sorted(all.map((one) => one.painted))
  const holds = painted.length >= 20 && at(painted, 0.5) <= goalMs
  const goal = `the median of ${painted.length} changes is at most ${goalMs} ms`
  console.log(`  ${holds ? 'holds' : 'MISSED'}  ${goal}`)
  console.log(`\ngoals: ${holds ? 1 : 0} of 1 hold${holds ? '' : `; missed: ${goal}`}`)
  process.exitCode = holds ? 0 : 1
} finally {
  await browser.close()
  await demo.stop()
}
