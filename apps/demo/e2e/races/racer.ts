import type { BrowserContext, Page } from '@playwright/test'
import type { Action, Move } from './plan.ts'

/** What a page shows. */
export interface Look {
  stage: string
  /** What its button would go by. */
  canSend: boolean
  /** Why it refused, or could not look, last. */
  told: string
  /** How often it came back from the browser's cache. */
  restored: number
}

/** One seat in a race: a page, or the next one after it was closed or crashed. */
export class Racer {
  readonly device: number
  readonly #context: BrowserContext
  readonly #url: string
  #page: Page | null = null
  /** The page is gone: it crashed, perhaps with a neighbour of the same process, or it was loaded without a network. */
  #lost = false

  constructor(context: BrowserContext, device: number, url: string) {
    this.#context = context
    this.device = device
    this.#url = url
  }

  async open(suffix = ''): Promise<void> {
    const page = await this.#context.newPage()
    this.#page = page
    this.#lost = false
    page.once('crash', () => {
      if (this.#page === page) this.#lost = true
    })
    await page.goto(this.#url + suffix)
    await this.#ready(page)
  }

  /** Does what the plan says, as far as there is a page to do it to. */
  async move({ action, turns }: Move): Promise<void> {
    try {
      for (let turn = 0; turn < turns; turn += 1) await this.#seat().evaluate(() => 0)
      await this.#act(action)
    } catch (error) {
      if (!this.#lost && !isLoss(error)) throw error
      this.#lost = true
    }
  }

  /** After a round: what is left of a lost page is put away, so that the context answers again. */
  async clear(): Promise<void> {
    if (this.#lost) await this.#page?.close()
  }

  /** Who lost the page opens it anew. */
  async recover(): Promise<void> {
    if (this.#lost) await this.open()
  }

  /** Both clicks, the second one as soon as it is possible. */
  reviewAndSend(): Promise<void> {
    return this.#seat().evaluate(async () => {
      document.getElementById('review')?.click()
      await window.race?.reviewed()
      window.race?.send()
    })
  }

  /** When the last review came to its end, well or not. */
  reviewed(): Promise<void> {
    return this.#seat().evaluate(() => window.race?.reviewed())
  }

  /** Goes elsewhere and back. */
  async leaveAndReturn(): Promise<void> {
    const page = this.#seat()
    await page.goto(`${new URL(this.#url).origin}/away`)
    // A page from the cache fires no load event.
    await page.goBack({ waitUntil: 'commit' })
    await this.#ready(page)
  }

  closeReview(): Promise<void> {
    return this.#seat().evaluate(async () => {
      await window.race?.reviewed()
      document.getElementById('close')?.click()
    })
  }

  /** What the page shows after a fresh look. */
  look(): Promise<Look> {
    return this.#seat().evaluate(async () => {
      await window.race?.refresh()
      const { stage = '', send, problem = '', refused = '', restored = '0' } = document.body.dataset
      const told = `${refused} ${problem}`.trim()
      return { stage, canSend: send === 'true', told, restored: Number(restored) }
    })
  }

  #seat(): Page {
    if (!this.#page) throw new Error('Nobody opened this page.')
    return this.#page
  }

  async #act(action: Action): Promise<void> {
    const page = this.#seat()
    switch (action) {
      case 'nothing':
        return
      case 'review':
        return page.evaluate(() => document.getElementById('review')?.click())
      case 'close review':
        return page.evaluate(() => document.getElementById('close')?.click())
      case 'send':
        return page.evaluate(() => window.race?.reviewed().then(window.race.send))
      case 'send twice':
        return page.evaluate(async () => {
          await window.race?.reviewed()
          window.race?.send()
          window.race?.send()
        })
      case 'review and send':
        return this.reviewAndSend()
      case 'reload':
        await page.reload()
        return this.#ready(page)
      case 'leave and return':
        return this.leaveAndReturn()
      case 'close and open':
        await page.close()
        return this.open()
      case 'crash':
        return this.#crash(page)
      case 'freeze':
        return this.#freeze(page)
      case 'offline':
        await this.#context.setOffline(true)
        return this.reviewAndSend()
    }
  }

  #ready(page: Page): Promise<void> {
    return page.evaluate(async () => {
      if (document.readyState === 'loading')
        await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve))
      await window.ready
    })
  }

  /** Its process ends: it hears of nothing, and its last notes may be lost. Other browsers close the page instead. */
  async #crash(page: Page): Promise<void> {
    this.#lost = true
    if (!this.#isChromium) return
    const session = await this.#context.newCDPSession(page)
    const crashed = page.waitForEvent('crash')
    void session.send('Page.crash').catch(() => undefined)
    await crashed
  }

  get #isChromium(): boolean {
    return this.#context.browser()?.browserType().name() === 'chromium'
  }

  /** The browser stops the page in the background, and lets it go on later. */
  async #freeze(page: Page): Promise<void> {
    if (!this.#isChromium) return
    const session = await this.#context.newCDPSession(page)
    await session.send('Page.setWebLifecycleState', { state: 'frozen' })
    await session.send('Page.setWebLifecycleState', { state: 'active' })
    await session.detach()
  }
}

/** Whether a page ended under a move: by a crash, or because there was no network to load it from. */
function isLoss(error: unknown): boolean {
  return /crashed|ERR_INTERNET_DISCONNECTED|The page did not start/.test(String(error))
}
