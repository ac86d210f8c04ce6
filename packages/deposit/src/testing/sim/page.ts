import type { OrderView } from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import { joinAttempts, mergeFacts, type Stage, stageOf, statusOf } from '@offrampkit/core/order'
import { createDepositor } from '../../createDepositor.ts'
import type { ArmedDeposit, Depositor } from '../../depositor.ts'
import type { WalletPort } from '../../ports/wallet.ts'
import type { Maybe } from './maybe.ts'
import { type Profile, portsOf } from './profile.ts'
import type { PageLife, Surroundings } from './surroundings.ts'

/** One page load: a depositor, and an interface that shows a stage and offers what the stage allows. */
export class Page implements PageLife {
  readonly id: string
  readonly profile: Profile
  alive = true
  stage: Stage | null = null
  armed: ArmedDeposit | null = null
  /** Something is on its way that the interface waits for. */
  busy = false
  readonly #world: Surroundings
  readonly #depositor: Depositor
  readonly #wallet: WalletPort
  readonly #timers: { due: number; callback: () => void }[] = []
  readonly #onHide = new Set<() => void>()

  constructor(world: Surroundings, profile: Profile, id: string) {
    this.#world = world
    this.profile = profile
    this.id = id
    const ports = portsOf(world, profile, this)
    this.#depositor = createDepositor(world.mutant?.ports?.(ports) ?? ports)
    const wallet = world.wallet.portFor(this)
    this.#wallet = world.mutant?.wallet?.(wallet) ?? wallet
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { due: this.#world.time + ms, callback }
    this.#timers.push(timer)
    return () => {
      const index = this.#timers.indexOf(timer)
      if (index >= 0) this.#timers.splice(index, 1)
    }
  }

  onHide(callback: () => void): () => void {
    this.#onHide.add(callback)
    return () => void this.#onHide.delete(callback)
  }

  /** Calls the timers that are due; a suspended page calls them late, or never. */
  tick(): void {
    for (const timer of this.#timers.filter((one) => one.due <= this.#world.time)) {
      const index = this.#timers.indexOf(timer)
      if (index < 0) continue
      this.#timers.splice(index, 1)
      timer.callback()
    }
  }

  /** Reads everything, as on load, on focus and on a timer. */
  refresh(): void {
    void this.#once(async () => {
      const before = this.#world.watch()
      const order = await this.#world.readOrder(this)
      const state = await this.#depositor.reconcile(order)
      this.#show(order, state)
      if (this.stage) this.#world.oracle.check(this, this.stage, before)
    })
  }

  #show(order: OrderView, { facts, attempts }: Awaited<ReturnType<Depositor['reconcile']>>): void {
    const now = this.#world.time
    const joined = { ...order, facts: mergeFacts(order.facts, facts) }
    const binding = bindDeposit(joined, this.#world.registry, now)
    const status = statusOf(joined, now)
    this.stage = stageOf({ order: joined, status, binding, attempts: joinAttempts(attempts, order.attempts) })
  }

  /** The click that opens the review. */
  review(): void {
    void this.#once(async () => {
      const order = await this.#world.readOrder(this)
      this.armed = await this.#depositor.arm(order, this.#wallet)
    })
  }

  /** The click that sends. It may come twice, and long after the review was shown. */
  send(): void {
    const { armed } = this
    if (armed) void armed.fire().then(() => this.refresh())
  }

  closeReview(): void {
    this.armed?.disarm()
    this.armed = null
  }

  claim(orderId: string): Promise<void> {
    return this.#depositor.claim(orderId)
  }

  /** The page ends in good order: it hears of it. */
  close(): Maybe<void> {
    for (const callback of this.#onHide) callback()
    return this.#end()
  }

  /** The page ends without hearing of it, and perhaps without its last notes. */
  crash(losesMarks: boolean): Maybe<void> {
    if (losesMarks) this.profile.loseMarks(this, this.#world.step)
    return this.#end()
  }

  #end(): Maybe<void> {
    this.alive = false
    for (const [name, page] of this.profile.locks) if (page === this) this.profile.locks.delete(name)
    return this.#world.calls.abandon(this)
  }

  async #once(work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = true
    try {
      await work()
    } catch (error) {
      this.#world.heard(error)
    } finally {
      this.busy = false
    }
  }
}
