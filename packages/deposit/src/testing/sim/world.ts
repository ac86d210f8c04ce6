import {
  type Asset,
  type AssetRegistry,
  createAssetRegistry,
  evmNetwork,
  type Network,
  native,
} from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import type { Breaker } from './breakers.ts'
import { Calls } from './calls.ts'
import { SimChain } from './chain.ts'
import { type FaultKind, noFaults, type Rates } from './faults.ts'
import { Oracle } from './oracle.ts'
import { SimOrder } from './order.ts'
import { Page } from './page.ts'
import { Profile } from './profile.ts'
import type { Random } from './random.ts'
import type { Mutant, OrderLife, PageLife, Surroundings } from './surroundings.ts'
import type { TestChain } from './testChain.ts'
import { Uncertainty } from './uncertainty.ts'
import { SimWallet } from './wallet.ts'

const start = 1_790_000_000_000
/** Blocks after which a transaction stays. */
export const finality = 4

const networkOf = (chainId: number): Network => ({
  id: evmNetwork(chainId),
  name: `Simulated ${chainId}`,
  kind: 'evm',
  finality,
  blockTimeMs: 2_000,
  test: true,
})

export interface WorldOptions {
  mutant?: Mutant
  breaks: readonly Breaker[]
}

/** Orders, their chain, wallet, servers, browsers and pages, in virtual time. */
export class World implements Surroundings {
  readonly random: Random
  readonly calls: Calls
  readonly chain: TestChain
  readonly elsewhere = new SimChain(31338)
  readonly wallet: SimWallet
  readonly oracle: Oracle
  readonly registry: AssetRegistry
  readonly rates: Rates
  readonly hasLocks: boolean
  readonly keepsAttempts: boolean
  /** The user sells a second time, to the same address. */
  readonly sellsTwice: boolean
  readonly mutant: Mutant | undefined
  readonly profiles: Profile[]
  readonly orders: SimOrder[] = []
  readonly uncertainty = new Uncertainty()
  readonly faults = noFaults()
  readonly inject = (kind: FaultKind): void => {
    this.faults[kind] += 1
  }
  /** Codes of the refusals that pages met, counted. */
  readonly refusals = new Map<string, number>()
  pages: Page[] = []
  time = start
  step = 0
  /** Pages at whose end nothing stood against sending, and that offered it. */
  offered = 0
  /** Until this block nothing is mined: fees are too high. */
  congestedUntil = 0
  readonly #breaks: readonly Breaker[]
  readonly #network: Network
  readonly #asset: Asset
  #final = 0
  #pages = 0

  constructor(random: Random, chain: TestChain, { mutant, breaks }: WorldOptions) {
    this.random = random
    this.chain = chain
    this.mutant = mutant
    this.#breaks = breaks
    this.calls = new Calls(random)
    const rate = random.pick([0, 0, 0.01, 0.04])
    this.rates = { rpc: rate, network: rate, storage: rate / 2, wallet: rate }
    this.hasLocks = random.chance(0.8) || mutant?.keepsLocks === true
    if (!this.hasLocks) this.inject('no_locks')
    this.keepsAttempts = random.chance(0.5)
    this.sellsTwice = random.chance(0.15)

    this.#network = networkOf(chain.chainId)
    const networks = [this.#network, networkOf(this.elsewhere.chainId)]
    const coins = networks.map(({ id }) => ({
      network: id,
      address: native,
      symbol: 'ETH',
      name: 'Ether',
      decimals: 18,
    }))
    const tokens = [chain, this.elsewhere].map(({ chainId, token }) => ({
      network: evmNetwork(chainId),
      ...token,
      symbol: 'USDC',
      name: 'USD Coin',
    }))
    this.registry = createAssetRegistry({ networks, assets: [...coins, ...tokens] })
    const [asset] = random.chance(0.5) ? tokens : coins
    this.#asset = asset as Asset
    this.oracle = new Oracle(this)
    this.wallet = new SimWallet(this)
    this.profiles = random.chance(0.3) ? [this.#profile(0), this.#profile(1)] : [this.#profile(0)]
    this.addOrder()
  }

  #profile(index: number): Profile {
    const { random } = this
    const day = 86_400_000
    const skew = random.pick([0, 0, 0, 90_000, -90_000, day, -day])
    if (skew !== 0) this.inject('clock_off')
    return new Profile(`browser-${index + 1}`, {
      skew,
      stopsAsleep: random.chance(0.5),
      lag: random.chance(0.1) ? 1 + random.int(2) : 0,
      range: random.pick([0, 0, 0, 0, 0, 0, 5, 20]),
    })
  }

  /** A sale of the same user to the same address; a further one mostly in the same amount. */
  addOrder(): SimOrder {
    const amount = this.orders.length > 0 && this.random.chance(0.3) ? '40' : '25'
    const order = new SimOrder(this, this.#network, this.#asset, amount)
    this.orders.push(order)
    return order
  }

  /** The order as a page reads it, over the network. */
  readOrder(page: PageLife, order: OrderLife): Promise<OrderView> {
    return this.calls.make<OrderView>(page, () => {
      if (this.random.chance(this.rates.network) || (page as Page).profile.offline) {
        this.inject('network_fails')
        throw new Error('The network is down.')
      }
      return order.server.view()
    })
  }

  open(profile: Profile, order: OrderLife): Page {
    this.#pages += 1
    const page = new Page(this, this.uncertainty, profile, order, `page-${this.#pages}`)
    this.pages.push(page)
    return page
  }

  leave(page: Page): void {
    this.pages = this.pages.filter((other) => other !== page)
  }

  /** After each step. */
  watch(): void {
    this.#final = Math.max(this.#final, this.chain.head - finality + 1)
    this.oracle.watch(this.orders)
  }

  /** How many blocks may be taken back now: what was once final stays. */
  get reorgDepth(): number {
    return this.breaks('finality') ? finality + 2 : Math.min(finality - 1, this.chain.head - this.#final)
  }

  breaks(assumption: Breaker): boolean {
    return this.#breaks.includes(assumption)
  }

  heard(error: unknown): void {
    const code = (error as { code?: unknown } | null)?.code
    const name = typeof code === 'string' ? code : `other: ${String((error as Error)?.message)}`
    this.refusals.set(name, (this.refusals.get(name) ?? 0) + 1)
  }
}
