import type { Asset, Network } from '@offrampkit/core'
import { parseAmount } from '@offrampkit/core/money'
import { noFacts, valuesOf } from '@offrampkit/core/order'
import type { Effect } from '../../find/effect.ts'
import { testOrder, testRules } from '../testOrder.ts'
import { type FirstRow, SimProvider } from './provider.ts'
import { SimServer } from './server.ts'
import type { OrderLife, Surroundings } from './surroundings.ts'

const to = `0x${'d0'.repeat(20)}`

/** One sale of the user: every one of them goes to the same address. */
export class SimOrder implements OrderLife {
  readonly orderId: string
  readonly server: SimServer
  readonly provider: SimProvider
  readonly expected: Effect
  readonly deadline: number

  constructor(world: Surroundings & { orders: SimOrder[] }, network: Network, asset: Asset, amount: string) {
    const { random, time } = world
    const letter = String.fromCharCode(65 + world.orders.length)
    const sender = world.chain.account
    const order = testOrder({ network, asset, sender, to, amount, now: time, orderId: letter.repeat(22) })
    const early = random.chance(0.12)
    const rules = early ? { ...testRules, afterReturn: true } : testRules
    this.orderId = order.orderId
    this.expected = {
      network: network.id,
      asset: asset.address,
      from: sender,
      to,
      units: parseAmount(amount, asset.decimals),
    }
    this.deadline = time + 1_800_000 - testRules.marginMs
    const isTaken = (hash: string) => world.orders.some((other) => other !== this && other.server.holds(hash))
    const empty = { ...order, rules, facts: noFacts }
    this.server = new SimServer(empty, world.keepsAttempts, () => world.time, isTaken)
    const fields = Object.entries(order.facts.rows['row-1']?.fields ?? {})
    const first: FirstRow = Object.fromEntries(
      fields.map(([field, heard]) => [field, valuesOf(heard)[0] ?? '']),
    )
    this.provider = new SimProvider(world, this, first, { late: random.chance(0.15), early })
  }
}
