import { expect, type Locator, type Page } from '@playwright/test'
import type { Demo } from './demo.ts'
import { Hosted } from './hosted.ts'
import type { SandboxControl } from './sandbox.ts'

/** The dApp as its user sees it, in one window. */
export class Dapp {
  readonly page: Page
  readonly #demo: Demo
  readonly #sandbox: SandboxControl

  constructor(page: Page, demo: Demo, sandbox: SandboxControl) {
    this.page = page
    this.#demo = demo
    this.#sandbox = sandbox
  }

  /** The kit's panel. Its `data-screen` is the stage. */
  get panel(): Locator {
    return this.page.locator('dialog[data-screen]')
  }

  get button(): Locator {
    return this.page.getByRole('region', { name: 'Cash out' }).getByRole('button', { name: /cash[- ]out/i })
  }

  action(name: string | RegExp): Locator {
    return this.panel.getByRole('button', { name })
  }

  get send(): Locator {
    return this.action(/^Send /)
  }

  /** Opens the page, connects the wallet and signs in. The wallet says yes to everything from here on. */
  async arrive(path = '/'): Promise<void> {
    await this.#sandbox.wallet({ answer: 'approve' })
    await this.page.goto(this.#demo.url + path)
    await this.page.getByTestId('connect-dev.offrampkit.sandbox').click()
    await this.page.getByTestId('sign-in').click()
    await expect(this.button).toBeEnabled()
  }

  /** Opens the page where wallet and session are known already. */
  async open(path = '/'): Promise<void> {
    await this.page.goto(this.#demo.url + path)
    await expect(this.page.getByTestId('account')).toBeVisible()
  }

  async choose(asset: string, amount: string): Promise<void> {
    await this.page.getByTestId('asset').selectOption({ label: asset })
    await this.page.getByLabel('You sell').fill(amount)
    await expect(this.button).toBeEnabled()
  }

  /** Somewhere else: then other providers and other assets are on offer. */
  async live(country: string): Promise<void> {
    await this.page.getByTestId('country').selectOption(country)
  }

  /** Clicks the kit's button. */
  async cashOut(): Promise<Hosted> {
    await this.button.click()
    return this.provider()
  }

  /** The window in which Coinbase's page is. */
  async provider(): Promise<Hosted> {
    return new Hosted(await this.window('/v3/sell/'))
  }

  /** The window in which a page with this in its address is. */
  async window(part: string): Promise<Page> {
    const find = () =>
      this.page
        .context()
        .pages()
        .find((page) => page.url().includes(part))
    await expect.poll(() => find() !== undefined, { message: 'the page of the provider' }).toBe(true)
    return find() as Page
  }

  /** From the button to an order that can be reviewed. */
  async order(): Promise<void> {
    const hosted = await this.cashOut()
    await hosted.confirm()
    await this.shows('order_ready')
  }

  /** The order that this browser has noted as open; it is Coinbase's reference too. */
  async orderId(provider = 'coinbase'): Promise<string> {
    const key = `offrampkit.order.${provider}`
    const note = await this.page.evaluate((name) => localStorage.getItem(name), key)
    return note?.replace('+', '') ?? ''
  }

  /** The first click: everything is checked and shown. */
  async review(): Promise<void> {
    await this.shows('order_ready')
    await this.action('Review deposit').click()
    await expect(this.send).toBeEnabled()
  }

  async shows(screen: string | RegExp): Promise<void> {
    await expect(this.panel).toHaveAttribute('data-screen', screen)
  }

  /** What the page says about the money: `no`, `maybe` or `yes`. */
  async saysMoved(moved: 'no' | 'maybe' | 'yes'): Promise<void> {
    await expect(this.panel.locator('[data-moved]')).toHaveAttribute('data-moved', moved)
  }

  /** Why the deposit was not begun: the code, beside its sentence. */
  async refuses(code: string, sentence: string | RegExp): Promise<void> {
    await expect(this.panel.locator('[data-code]')).toHaveAttribute('data-code', code)
    await expect(this.panel).toContainText(sentence)
  }

  /** No control on the page leads to the wallet. */
  async cannotSend(): Promise<void> {
    await expect(this.send).toHaveCount(0)
    await expect(this.action('Review deposit')).toHaveCount(0)
  }

  /** Comes back to the tab now and then, as a person does, until the page has read what is new. */
  async finds(screen: string | RegExp): Promise<void> {
    await expect(async () => {
      await this.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
      await expect(this.panel).toHaveAttribute('data-screen', screen, { timeout: 1_000 })
    }).toPass({ timeout: 45_000 })
  }
}
