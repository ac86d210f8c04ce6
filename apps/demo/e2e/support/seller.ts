import { expect, type Locator, type Page } from '@playwright/test'
import type { Demo } from './demo.ts'
import { SandboxControl } from './sandbox.ts'

/** A person who sells: does what a person can do in the page, and waits for what a person can see. */
export class Seller {
  readonly page: Page
  readonly demo: Demo
  readonly sandbox: SandboxControl

  constructor(page: Page, demo: Demo) {
    this.page = page
    this.demo = demo
    this.sandbox = new SandboxControl(demo.settings.sandboxUrl)
  }

  /** The kit's panel. Its `data-screen` tells the stage. */
  get panel(): Locator {
    return this.page.locator('dialog[data-screen]')
  }

  /**
   * Opens the page, connects the sandbox's wallet and signs in; the wallet says yes to everything.
   *
   * @param known - the wallet was connected to this site before, so that it connects by itself
   */
  async arrive(path = '/', known = false): Promise<void> {
    await this.sandbox.wallet({ answer: 'approve' })
    await this.page.goto(this.demo.url + path)
    if (!known) await this.page.getByTestId('connect-dev.offrampkit.sandbox').click()
    await this.page.getByTestId('sign-in').click()
    await expect(this.button).toBeEnabled()
  }

  get button(): Locator {
    return this.page.getByRole('region', { name: 'Cash out' }).getByRole('button', { name: /cash[- ]out/i })
  }

  /** Clicks the kit's button and takes the window that it brings to the provider. */
  async openProvider(address: string | RegExp): Promise<Page> {
    await this.button.click()
    const context = this.page.context()
    const found = () => context.pages().find((page) => page.url().match(address))
    await expect.poll(() => found() !== undefined, { message: 'the window of the provider' }).toBe(true)
    return found() as Page
  }

  /** Confirms the sale on the stand-in for Coinbase's page. */
  async confirmAt(hosted: Page): Promise<void> {
    await hosted.getByTestId('hosted-sign-in').click()
    await hosted.getByTestId('hosted-cash-out').click()
  }

  /** The whole address under review, as the page shows it. */
  async review(): Promise<string> {
    await expect(this.panel).toHaveAttribute('data-screen', 'order_ready')
    await this.panel.getByRole('button', { name: 'Review deposit' }).click()
    await expect(this.sendButton).toBeEnabled()
    return (await this.panel.locator('[data-address]').getAttribute('data-address')) ?? ''
  }

  get sendButton(): Locator {
    return this.panel.getByRole('button', { name: /^Send / })
  }
}
