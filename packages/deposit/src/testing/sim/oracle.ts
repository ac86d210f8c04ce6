import type { Stage } from '@offrampkit/core/order'
import { known } from './known.ts'
import { expectedRequest, paidBy } from './money.ts'
import type { Before, OrderLife, PageLife, Surroundings } from './surroundings.ts'
import type { SimTransaction, TestChain } from './testChain.ts'

export interface Violation {
  kind:
    | 'double_send'
    | 'wrong_instruction'
    | 'false_failure'
    | 'false_success'
    | 'offer_after_astray'
    | 'unrecorded_prompt'
    | 'late_prompt'
    | 'second_request'
    | 'stuck'
  step: number
  what: string
}

/** Stages that tell the user that nothing was sent, or offer to send. */
const unsent = new Set([
  'idle',
  'preparing',
  'at_provider',
  'awaiting_order',
  'order_ready',
  'reverted',
  'failed_unsent',
  'cancelled_unsent',
  'expired_unsent',
])
/** Blocks: twice the finality of a simulated network. */
const longFinal = 8
const open = ['armed', 'prompting', 'unknown', 'hash']
const arrived = new Set(['included', 'final_onchain', 'provider_received', 'paid', 'credited'])

/** A transaction that came of an order's prompt. */
interface Sent {
  order: OrderLife
  transaction: SimTransaction
  on: TestChain
  /** On the order's own chain and from its account, to its address: in whatever amount. */
  pays: boolean
  /** Exactly what was asked for. */
  exact: boolean
  /** The page heard its hash. */
  told: boolean
}

/** The judge. It looks at the chain and at what the wallet did, and at nothing that the protocol wrote. */
export class Oracle {
  readonly violations: Violation[] = []
  readonly #sent = new Map<string, Sent>()
  /** The chain's head when an order was first seen to be paid. */
  readonly #everMined = new Map<string, number>()
  /** Orders of which an attempt was open while one of another order was. */
  readonly #twins = new Set<OrderLife>()
  #orders: readonly OrderLife[] = []
  readonly #requests = new Map<string, number>()
  readonly #world: Surroundings

  constructor(world: Surroundings) {
    this.#world = world
  }

  /** The wallet sent this just now because of a prompt of that order. */
  sent(order: OrderLife, transaction: SimTransaction, told: boolean): void {
    const { chain, elsewhere } = this.#world
    const on = elsewhere.mempool.some((tx) => tx.hash === transaction.hash) ? elsewhere : chain
    const units = on === chain ? paidBy(chain, order.expected, transaction) : null
    const exact = units === order.expected.units
    this.#sent.set(transaction.hash, { order, transaction, on, pays: units !== null, exact, told })
  }

  /** The same transfer went out again under the same nonce. */
  replaced(before: SimTransaction, after: SimTransaction): void {
    const origin = this.#sent.get(before.hash)
    if (origin) this.#sent.set(after.hash, { ...origin, transaction: after })
  }

  orderOf(transaction: SimTransaction): OrderLife | undefined {
    return this.#sent.get(transaction.hash)?.order
  }

  /** Whether the wallet ever sent anything for this order, wherever it went and whatever became of it. */
  sentAny(order: OrderLife): boolean {
    return [...this.#sent.values()].some((sent) => sent.order === order)
  }

  /** Every transaction of this order that pays its address and has been or may still be mined, one per nonce. */
  deposits(order: OrderLife): readonly SimTransaction[] {
    return this.#alive((sent) => sent.order === order && sent.pays)
  }

  /** Those of them that are in a block and are what was asked for, to the unit. */
  arrived(order: OrderLife): readonly SimTransaction[] {
    const { chain } = this.#world
    return this.#alive((sent) => sent.order === order && sent.exact).filter((tx) =>
      chain.mined().some((other) => other.hash === tx.hash),
    )
  }

  #alive(fits: (sent: Sent) => boolean): readonly SimTransaction[] {
    if (this.#sent.size === 0) return []
    const byNonce = new Map<number, SimTransaction>()
    for (const sent of this.#sent.values()) {
      if (!fits(sent)) continue
      const { hash, nonce, from } = sent.transaction
      const mined = sent.on.mined().find((tx) => tx.hash === hash)
      const waits = !mined && nonce >= sent.on.nonceOf(from)
      if (mined?.succeeds || (waits && !byNonce.has(nonce))) byNonce.set(nonce, mined ?? sent.transaction)
    }
    return [...byNonce.values()]
  }

  /** After each step. */
  watch(orders: readonly OrderLife[]): void {
    this.#note()
    this.#orders = orders
    const both = orders.length > 1 ? orders.filter((order) => this.#isOpen(order)) : []
    if (both.length > 1) for (const order of both) this.#twins.add(order)
    for (const order of orders) {
      const deposits = this.deposits(order)
      if (deposits.length > 1) this.report('double_send', deposits.map((tx) => tx.hash).join(' '))
    }
  }

  /** Remembers which orders were paid, as a chain may forget. */
  #note(): void {
    for (const { order, transaction, on, exact } of this.#sent.values()) {
      if (!exact || this.#everMined.has(order.orderId)) continue
      const mined = on.mined().find((tx) => tx.hash === transaction.hash)
      if (mined?.succeeds) this.#everMined.set(order.orderId, this.#world.chain.head)
    }
  }

  /** What a page knew before it began to look. */
  before(order: OrderLife): Before {
    const strays = this.#alive((sent) => sent.order === order && !sent.pays && sent.told)
    return { deposits: this.deposits(order).map((tx) => tx.hash), strays: strays.map((tx) => tx.hash) }
  }

  /** What a page shows, against what was true from before it began to look. */
  check(page: PageLife, stage: Stage, before: Before): void {
    const { order } = page
    if (this.#mixedUp(order)) return
    this.#note()
    // A user who calls a request cancelled is believed, because the next one can only take its place.
    const offers = stage.canSend && stage.name !== 'attested'
    const shows = `${page.id} shows ${stage.name}`
    const denies = unsent.has(stage.name) || stage.moneyMoved === 'no' || offers
    if (denies && this.#stillOut(order, before)) this.report('false_failure', shows)
    const strays = new Set(this.#alive((sent) => sent.order === order && !sent.pays).map((tx) => tx.hash))
    if (before.strays.some((hash) => strays.has(hash)) && offers) this.report('offer_after_astray', shows)
    if (arrived.has(stage.name) && !this.#everMined.has(order.orderId)) this.report('false_success', shows)
  }

  /** What a refusal says of the money, against what was true from before the call. */
  refused(page: PageLife, error: unknown, before: Before): void {
    const { code, moneyMoved } = (error ?? {}) as { code?: unknown; moneyMoved?: unknown }
    if (moneyMoved !== 'no' || this.#mixedUp(page.order) || !this.#stillOut(page.order, before)) return
    this.report('false_failure', `${page.id} is refused with ${String(code)}, and that nothing was sent`)
  }

  #stillOut(order: OrderLife, before: Before): boolean {
    return this.deposits(order).some((tx) => before.deposits.includes(tx.hash))
  }

  /** When a wallet is asked: once, for the right thing, in time, and written down before. */
  prompted(page: PageLife, parameters: Readonly<Record<string, string>>): void {
    const world = this.#world
    const { order, firing } = page
    const { nonce: _, ...rest } = parameters
    const wanted = expectedRequest(order.expected, world.chain.chainId)
    if (JSON.stringify(sorted(rest)) !== JSON.stringify(sorted(wanted)))
      this.report('wrong_instruction', JSON.stringify(parameters))
    const written = page.profile.row(order.orderId)?.attempts.find((attempt) => attempt.attemptId === firing)
    const isOpen = written && ['armed', 'prompting', 'unknown'].includes(written.phase)
    if (!isOpen || written.transaction.data !== parameters.data) this.report('unrecorded_prompt', page.id)
    if (world.time >= order.deadline) this.report('late_prompt', page.id)
    const times = (this.#requests.get(String(firing)) ?? 0) + 1
    this.#requests.set(String(firing), times)
    if (times > 1) this.report('second_request', `${page.id} asked ${times} times`)
  }

  /** See `known.twins`. */
  #mixedUp(order: OrderLife): boolean {
    const { units } = order.expected
    if (!known.twins || !this.#orders.some((other) => other !== order && other.expected.units === units))
      return false
    if (this.#world.profiles.some((profile) => profile.rolledBack)) return true
    return this.#twins.has(order) && !this.#knowAll()
  }

  /** Whether every browser holds attempts of both: one that does not misleads the others through the server. */
  #knowAll(): boolean {
    const orders = [...this.#twins]
    return this.#world.profiles.every((profile) =>
      orders.every(({ orderId }) => (profile.row(orderId)?.attempts.length ?? 0) > 0),
    )
  }

  #isOpen(order: OrderLife): boolean {
    const rows = this.#world.profiles.flatMap((profile) => profile.row(order.orderId)?.attempts ?? [])
    const minedAt = this.#everMined.get(order.orderId)
    // Long final: what a page read of the chain before cannot be as old as that.
    const isOver = minedAt !== undefined && this.#world.chain.head >= minedAt + longFinal
    const moves = isOver ? ['armed', 'prompting', 'unknown'] : open
    return rows.some(({ phase }) => moves.includes(phase))
  }

  report(kind: Violation['kind'], what: string): void {
    // The same wrong is seen again at every step; once is enough.
    if (this.violations.some((other) => other.kind === kind && other.what === what)) return
    this.violations.push({ kind, step: this.#world.step, what })
  }
}

/** Addresses are written in either case. */
const sorted = (record: Readonly<Record<string, string>>) =>
  Object.entries(record)
    .map(([key, value]) => `${key} ${String(value).toLowerCase()}`)
    .sort()
