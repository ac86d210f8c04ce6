import { expect } from '@playwright/test'
import type { Chains, SeenTransfer } from './chain.ts'
import type { SandboxControl } from './sandbox.ts'
import type { Wallet } from './wallet.ts'

/** What the chains say about the money, past every part of the kit. */
export class Money {
  readonly #chains: Chains
  readonly #sandbox: SandboxControl
  readonly #wallet: Wallet

  constructor(chains: Chains, sandbox: SandboxControl, wallet: Wallet) {
    this.#chains = chains
    this.#sandbox = sandbox
    this.#wallet = wallet
  }

  /** Every transfer to any address that the provider ever named, on any chain. */
  async arrived(): Promise<SeenTransfer[]> {
    const addresses = await this.#sandbox.depositAddresses()
    const found = await Promise.all(addresses.map((address) => this.#chains.transfersTo(address)))
    return found.flat()
  }

  async expectNone(): Promise<void> {
    expect(await this.arrived(), 'transfers to any deposit address').toEqual([])
  }

  /**
   * Exactly one: of this token, of so many base units, from the wallet's account, to the provider's one address. And the
   * wallet was asked to send `asked` times, since two requests may end as one transfer by luck.
   */
  async expectOne(symbol: string, units: bigint, { chainId = 31337, asked = 1 } = {}): Promise<void> {
    const asset = this.#chains.settings.assets.find(
      (known) => known.symbol === symbol && known.network === `eip155:${chainId}`,
    )
    const [to] = await this.#sandbox.depositAddresses()
    const wanted = {
      chainId,
      asset: asset?.address.toLowerCase(),
      from: await this.#wallet.account(),
      to,
      units,
    }
    expect(await this.arrived(), 'transfers to any deposit address').toEqual([
      expect.objectContaining(wanted),
    ])
    expect(await this.#wallet.timesAsked(), 'requests to send').toBe(asked)
  }
}
