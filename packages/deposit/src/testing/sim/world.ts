import { type AssetRegistry, createAssetRegistry, evmNetwork, type Network, native } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import { parseAmount } from '@offrampkit/core/money'
import type { Effect } from '../../find/effect.ts'
import { testOrder } from '../testOrder.ts'
import { Calls } from './calls.ts'
import { Oracle } from './oracle.ts'
import { Page } from './page.ts'
import { Profile } from './profile.ts'
import type { Random } from './random.ts'
import { SimServer } from './server.ts'
import type { Before, Faults, Mutant, PageLife, Surroundings } from './surroundings.ts'
import type { TestChain } from './testChain.ts'
import { SimWallet } from './wallet.ts'

const start = 1_790_000_000_000
const finality = 4

/** One order, its chain, wallet, server, browsers and pages, in virtual time. */
export class World implements Surroundings {
  readonly random: Random
  readonly calls: Calls
  readonly chain: TestChain
  readonly server: SimServer
  readonly wallet: SimWallet
  readonly oracle: Oracle
  readonly registry: AssetRegistry
  readonly faults: Faults
  readonly hasLocks: boolean
  readonly mutant: Mutant | undefined
  readonly orderId: string
  readonly account: string
  readonly expected: Effect
  /** No prompt may begin at or after this. */
  readonly deadline: number
  readonly profiles: Profile[]
  readonly keepsAttempts: boolean
  pages: Page[] = []
  time = start
  step = 0
  /** Codes of the refusals that pages met, counted. */
  readonly refusals = new Map<string, number>()
  #pages = 0

  constructor(random: Random, chain: TestChain, mutant?: Mutant) {
    this.random = random
    this.chain = chain
    this.account = chain.account
    this.mutant = mutant
    this.calls = new Calls(random)
    const rate = random.pick([0, 0, 0.01, 0.04])
    this.faults = {
      rpcFails: rate,
      rpcLags: rate,
      networkFails: rate,
      storageFails: rate / 2,
      walletFails: rate,
    }
    this.hasLocks = random.chance(0.8)
    this.keepsAttempts = random.chance(0.5)

    const id = evmNetwork(chain.chainId)
    const network: Network = { id, name: 'Simulated', kind: 'evm', finality, blockTimeMs: 2_000, test: true }
    const coin = { network: id, address: native, symbol: 'ETH', name: 'Ether', decimals: 18 }
    const token = { network: id, ...chain.token, symbol: 'USDC', name: 'USD Coin' }
    this.registry = createAssetRegistry({ networks: [network], assets: [coin, token] })
    const asset = random.chance(0.5) ? token : coin
    const to = `0x${'d0'.repeat(20)}`
    const amount = '25'
    const order = testOrder({ network, asset, sender: this.account, to, amount, now: start })
    this.orderId = order.orderId
    this.deadline = start + 1_800_000 - order.rules.marginMs
    this.expected = {
      network: id,
      asset: asset.address,
      from: this.account,
      to,
      units: parseAmount(amount, asset.decimals),
    }
    this.server = new SimServer(order, this.keepsAttempts, () => this.time)
    this.oracle = new Oracle(this)
    this.wallet = new SimWallet(this, random.chance(0.5))
    // A second browser can only send where the server keeps the attempts.
    this.profiles =
      this.keepsAttempts && random.chance(0.5) ? [new Profile(), new Profile()] : [new Profile()]
  }

  /** The order as a page reads it, over the network. */
  readOrder(page: PageLife): Promise<OrderView> {
    return this.calls.make<OrderView>(page, () => {
      if (this.random.chance(this.faults.networkFails)) throw new Error('The network is down.')
      return this.server.view()
    })
  }

  open(profile: Profile): Page {
    this.#pages += 1
    const page = new Page(this, profile, `page-${this.#pages}`)
    this.pages.push(page)
    return page
  }

  leave(page: Page): void {
    this.pages = this.pages.filter((other) => other !== page)
  }

  /** What was true before a page began to look. */
  watch(): Before {
    return { deposits: this.oracle.deposits().map((tx) => tx.hash) }
  }

  heard(error: unknown): void {
    const code = (error as { code?: unknown } | null)?.code
    const name = typeof code === 'string' ? code : `other: ${String((error as Error)?.message)}`
    this.refusals.set(name, (this.refusals.get(name) ?? 0) + 1)
  }
}
