import type { FaultKind } from './faults.ts'
import type { OrderLife, Surroundings } from './surroundings.ts'

const row = 'row-1'
const elsewhere = (digit: string) => `0x${`d${digit}`.repeat(20)}`
/** What the provider's row says from the start. */
export type FirstRow = Readonly<Record<string, string>>

/** The provider of one order: it says what is true, and odd things beside it. */
export class SimProvider {
  readonly #world: Surroundings
  readonly #order: OrderLife
  readonly #row: FirstRow
  #shown = false
  #confirmed = false

  constructor(
    world: Surroundings,
    order: OrderLife,
    first: FirstRow,
    traits: { late: boolean; early: boolean },
  ) {
    this.#world = world
    this.#order = order
    this.#row = world.random.chance(0.02) ? this.#fiat(first) : first
    this.#confirmed = !traits.early
    if (traits.early) this.#world.inject('early_address')
    if (traits.late) this.#world.inject('late_row')
    else this.#show()
    this.#past()
  }

  /** Other rows under the same reference. */
  #past(): void {
    const { server } = this.#order
    const { random, time } = this.#world
    const created = (at: number) => ({ ...this.#row, createdAt: String(at) })
    if (this.#happens(0.12, 'stale_row'))
      server.say('row-0', {
        state: random.pick(['failed', 'expired', 'waiting']),
        fields: { ...created(time - 86_400_000), to: elsewhere('3') },
      })
    if (this.#happens(0.012, 'foreign_row'))
      server.say('row-f', {
        state: 'waiting',
        fields: { ...created(time), to: elsewhere('4'), from: `0x${'b9'.repeat(20)}` },
      })
    if (this.#shown && this.#happens(0.012, 'future_row'))
      server.say('row-n', { state: 'waiting', fields: { ...created(time + 600_000), to: elsewhere('5') } })
    if (this.#shown && this.#happens(0.012, 'two_live_rows'))
      server.say('row-2', { state: 'waiting', fields: { ...created(time), to: elsewhere('2') } })
  }

  /** An older sale of the same reference, paid to this very address in this very amount by a transfer that is mined. */
  remembers(txHash: string): void {
    const { random, time } = this.#world
    const state = random.pick(['paid', 'received', 'failed', 'waiting'] as const)
    const createdAt = String(time - 86_400_000)
    this.#order.server.say('row-y', { state, fields: { ...this.#row, createdAt, txHash } })
  }

  #fiat(first: FirstRow): FirstRow {
    this.#world.inject('fiat_amount')
    return { ...first, amount: '21.4', amountCurrency: 'EUR' }
  }

  #show(): void {
    this.#shown = true
    this.#order.server.say(row, { state: 'waiting', fields: this.#row })
  }

  /** The next thing that it says. */
  speak(): void {
    if (!this.#confirmed && this.#world.random.chance(0.6)) {
      this.#confirmed = true
      this.#order.server.returned()
    }
    if (!this.#shown) this.#show()
    else if (!this.#deposited()) this.#wait()
  }

  /** Says what became of the deposit, in any order, again and again. */
  #deposited(): boolean {
    const { oracle, random, time } = this.#world
    const { server } = this.#order
    const [deposit] = oracle.arrived(this.#order)
    if (!deposit) return false
    const fields = { txHash: deposit.hash }
    const state = random.pick(['received', 'processing', 'paid'] as const)
    if (this.#happens(0.08, 'failed_after_send')) server.say(row, { state: 'failed', fields })
    else if (this.#happens(0.1, 'regress')) server.say(row, { state: 'waiting', fields })
    else if (this.#happens(0.1, 'out_of_order'))
      server.say(row, { state, fields }, time - random.int(600_000))
    else server.say(row, { state, fields })
    if (this.#happens(0.2, 'duplicate')) server.say(row, { state, fields })
    return true
  }

  #wait(): void {
    const { server, deadline } = this.#order
    if (this.#world.time > deadline + 180_000) {
      this.#world.inject('expires')
      server.say(row, { state: 'expired', fields: {} })
    } else if (this.#happens(0.006, 'address_changes')) server.say(row, { fields: { to: elsewhere('1') } })
    else if (this.#happens(0.05, 'unknown_word')) server.say(row, { state: 'unknown', fields: {} })
    else if (this.#happens(0.1, 'duplicate')) server.say(row, { state: 'waiting', fields: this.#row })
  }

  #happens(probability: number, kind: FaultKind): boolean {
    const does = this.#world.random.chance(probability)
    if (does) this.#world.inject(kind)
    return does
  }
}
