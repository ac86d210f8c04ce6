import { type BrowserContext, expect, type Page } from '@playwright/test'
import type { SandboxControl } from './sandbox.ts'

/** A question that the sandbox's wallet was asked. */
interface WalletRequest {
  method: string
  state: 'pending' | 'working' | 'answered'
}

/** The sandbox's wallet: its window, and what it was asked. */
export class Wallet {
  readonly #context: BrowserContext
  readonly #sandbox: SandboxControl

  constructor(context: BrowserContext, sandbox: SandboxControl) {
    this.#context = context
    this.#sandbox = sandbox
  }

  /** The wallet's own window with a request to send in it. */
  async prompt(): Promise<Page> {
    const page = await this.#window()
    await expect(page.getByTestId('wallet-request')).toHaveAttribute('data-method', 'eth_sendTransaction')
    return page
  }

  async approve(): Promise<void> {
    await (await this.prompt()).getByTestId('wallet-approve').click()
  }

  async reject(): Promise<void> {
    await (await this.prompt()).getByTestId('wallet-reject').click()
  }

  async account(): Promise<string> {
    const { selected } = await this.#state()
    return selected.toLowerCase()
  }

  /** Chooses an account, as in the wallet's own window: every connected page is told. */
  async choose(index: number): Promise<void> {
    const { walletAccounts } = await this.#sandbox.get<{ walletAccounts: { address: string }[] }>('/describe')
    await this.#sandbox.post('/wallet/account', { address: walletAccounts[index]?.address })
  }

  /** How often it was asked to send, whatever it answered. */
  async timesAsked(): Promise<number> {
    const { requests } = await this.#state()
    return requests.filter(({ method }) => method === 'eth_sendTransaction').length
  }

  async #window(): Promise<Page> {
    const find = () =>
      this.#context.pages().find((page) => new URL(page.url(), 'http://none').pathname === '/wallet')
    await expect.poll(() => find() !== undefined, { message: 'the window of the wallet' }).toBe(true)
    return find() as Page
  }

  #state(): Promise<{ selected: string; requests: WalletRequest[] }> {
    return this.#sandbox.get('/wallet')
  }
}
