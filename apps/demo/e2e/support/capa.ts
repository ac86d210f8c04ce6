import { expect, type Page } from '@playwright/test'
import type { Chains, SeenTransfer } from './chain.ts'
import { Dapp } from './dapp.ts'
import type { Demo } from './demo.ts'
import type { SandboxControl } from './sandbox.ts'
import { test as base } from './test.ts'
import type { Wallet } from './wallet.ts'

/** A sale as Capa's stand-in has it; see the sandbox's README. */
export interface CapaOrder {
  id: string
  status: string
  chain: string
  cryptoAmount: string
  fiatAmount: string
  depositAddress: string
  depositHash: string | null
  executedHash: string | null
}

/** Capa's stand-in: its control, and the pages that it shows. */
export class Capa {
  readonly #sandbox: SandboxControl
  readonly #chains: Chains
  readonly #wallet: Wallet

  constructor(sandbox: SandboxControl, chains: Chains, wallet: Wallet) {
    this.#sandbox = sandbox
    this.#chains = chains
    this.#wallet = wallet
  }

  post<answer>(path: string, body: unknown = {}): Promise<answer> {
    return this.#sandbox.post(`/capa${path}`, body)
  }

  scenario(id: string): Promise<unknown> {
    return this.#sandbox.post('/scenario', { id })
  }

  orders(): Promise<CapaOrder[]> {
    return this.#sandbox.get('/capa/orders')
  }

  /** The one order that was made; fails when there are none or several. */
  async onlyOrder(): Promise<CapaOrder> {
    const orders = await this.orders()
    if (orders.length !== 1 || !orders[0])
      throw new Error(`Expected one order at Capa, found ${orders.length}.`)
    return orders[0]
  }

  /** Every transfer to any address that Capa ever named, on any chain. */
  async arrived(): Promise<SeenTransfer[]> {
    const evm = (await this.orders()).filter((order) => order.depositAddress.startsWith('0x'))
    return (await Promise.all(evm.map((order) => this.#chains.transfersTo(order.depositAddress)))).flat()
  }

  /** Nothing arrived, and the wallet was never asked to send. */
  async expectNone(): Promise<void> {
    expect(await this.arrived(), 'transfers to any deposit address').toEqual([])
    expect(await this.#wallet.timesAsked(), 'requests to send').toBe(0)
  }

  /** Exactly one: of USDC, of so many base units, from the wallet's account to the one order; and it was asked for once. */
  async expectOne(units: bigint): Promise<void> {
    const usdc = this.#chains.settings.assets.find(
      (asset) => asset.symbol === 'USDC' && asset.network === 'eip155:31337',
    )
    const wanted = {
      chainId: 31337,
      asset: usdc?.address.toLowerCase(),
      from: await this.#wallet.account(),
      to: (await this.onlyOrder()).depositAddress.toLowerCase(),
      units,
    }
    expect(await this.arrived(), 'transfers to any deposit address').toEqual([
      expect.objectContaining(wanted),
    ])
    expect(await this.#wallet.timesAsked(), 'requests to send').toBe(1)
  }
}

/** The dApp where Capa is the provider: a form, a page about who you are, a form. */
export class CapaDapp extends Dapp {
  /** Connects, signs in, and chooses pesos in Mexico. */
  async arriveInMexico(): Promise<void> {
    await this.arrive('/?provider=capa')
    await this.page.getByTestId('country').selectOption({ label: 'Mexico' })
    await this.page.getByTestId('currency').selectOption({ label: 'MXN' })
    await expect(this.button).toBeEnabled()
  }

  /** Clicks the kit's button and tells an e-mail address, as somebody whom Capa does not know yet does. */
  async introduce(): Promise<void> {
    await this.button.click()
    await this.panel.getByLabel('E-mail').fill('ada@example.com')
    await this.action('Continue').click()
  }

  /** The window in which Capa asks who you are. */
  async identityPage(): Promise<Page> {
    const find = () =>
      this.page
        .context()
        .pages()
        .find((page) => page.url().includes('/capa/kyc/'))
    await this.panel.getByRole('link', { name: 'Continue' }).click()
    await expect.poll(() => find() !== undefined, { message: 'the page of the identity check' }).toBe(true)
    return find() as Page
  }

  /** Up to the form that asks for the bank account. */
  async identify(): Promise<void> {
    await this.introduce()
    await (await this.identityPage()).getByTestId('kyc-approve').click()
    await this.askForBank()
  }

  async askForBank(): Promise<void> {
    await this.action(/^(Continue with|Open again)/).click()
    await expect(this.clabe).toBeVisible()
  }

  get clabe() {
    return this.panel.getByLabel('CLABE')
  }

  /** Tells the bank account, and agrees to the price by that. */
  async tellBank(): Promise<void> {
    await this.clabe.fill('014680260346007120')
    await this.action('Continue').click()
  }

  /** From the button to an order that can be reviewed. */
  override async order(): Promise<void> {
    await this.identify()
    await this.tellBank()
    await this.shows('order_ready')
  }
}

interface CapaFixtures {
  capa: Capa
  sale: CapaDapp
}

/** A test with a whole demo to itself, and Capa to sell through. */
export const test = base.extend<CapaFixtures>({
  capa: async ({ sandbox, chains, wallet }, use) => {
    const capa = new Capa(sandbox, chains, wallet)
    await capa.post('/settings', { payoutAfterMs: 1000 })
    await use(capa)
  },
  sale: async ({ page, demo, sandbox }: { page: Page; demo: Demo; sandbox: SandboxControl }, use) =>
    use(new CapaDapp(page, demo, sandbox)),
})
