import type { Stage } from '@offrampkit/core/order'
import type { ServerClock } from '../../browser/clock.ts'
import { depositorWith } from '../../createDepositor.ts'
import type { ArmedDeposit, Depositor, DepositState } from '../../depositor.ts'
import type { WalletPort } from '../../ports/wallet.ts'
import { oneShot } from '../../protocol/oneShot.ts'
import { blindState, stageFor } from './evidence.ts'
import type { Maybe } from './maybe.ts'
import { clockOf, portsOf } from './ports.ts'
import type { Profile } from './profile.ts'
import type { OrderLife, PageLife, Surroundings } from './surroundings.ts'
import type { Uncertainty } from './uncertainty.ts'

/** One page load: a depositor, and an interface that shows a stage and offers what the stage allows. */
export class Page implements PageLife {
  readonly id: string
  readonly profile: Profile
  readonly order: OrderLife
  alive = true
  frozen = false
  firing: string | null = null
  stage: Stage | null = null
  /** The unanswered attempt that the user may call cancelled. */
  attestable: string | null = null
  armed: ArmedDeposit | null = null
  /** Something is on its way that the interface waits for. */
  busy = false
  /** For how long its computer slept, in ms. */
  slept = 0
  readonly #world: Surroundings
  readonly #uncertainty: Uncertainty
  readonly #clock: ServerClock
  readonly #depositor: Depositor
  readonly #wallet: WalletPort
  readonly #timers: { due: number; callback: () => void }[] = []
  readonly #onHide = new Set<() => void>()
  readonly #unheard: (() => void)[] = []

  constructor(world: Surroundings, uncertainty: Uncertainty, profile: Profile, order: OrderLife, id: string) {
    this.#world = world
    this.#uncertainty = uncertainty
    this.profile = profile
    this.order = order
    this.id = id
    this.#clock = clockOf(world, profile, this, () => this.slept)
    const ports = portsOf(world, profile, this, this.#clock)
    const { mutant } = world
    this.#depositor = depositorWith(mutant?.ports?.(ports) ?? ports, mutant?.guard ?? oneShot)
    const wallet = world.wallet.portFor(this)
    this.#wallet = mutant?.wallet?.(wallet) ?? wallet
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

  hear(callback: () => void): void {
    if (this.frozen) this.#unheard.push(callback)
    else if (this.alive) callback()
  }

  /** Calls the timers that are due; a suspended page calls them late, or never. */
  tick(): void {
    if (this.frozen || this.#timers.length === 0) return
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
      const before = this.#world.oracle.before(this.order)
      const answer = await this.#read()
      this.#show(answer, await this.#depositor.reconcile(answer).catch(blindState), before)
    })
  }

  /** The user calls an unanswered request cancelled. */
  attest(): void {
    const attemptId = this.attestable
    if (attemptId === null) return
    void this.#once(async () => {
      const before = this.#world.oracle.before(this.order)
      const answer = await this.#read()
      await this.#depositor.attest(answer, attemptId)
      this.#show(answer, await this.#depositor.reconcile(answer).catch(blindState), before)
    })
  }

  /** The click that opens the review. */
  review(): void {
    void this.#once(async () => {
      this.armed = await this.#depositor.arm(await this.#read(), this.#wallet)
    })
  }

  /** The click that sends. It may come twice, and long after the review was shown. */
  send(): void {
    const { armed } = this
    if (!armed) return
    this.firing = armed.attemptId
    void armed.fire().then(() => this.refresh())
  }

  closeReview(): void {
    this.armed?.disarm()
    this.armed = null
  }

  /** Takes the order into this browser's ledger, where that worked. */
  claim(): void {
    const before = this.#world.oracle.before(this.order)
    void this.#depositor.claim(this.order.orderId).catch((error) => {
      this.#world.heard(error)
      this.#world.oracle.refused(this, error, before)
    })
  }

  /** Into the browser's cache: the page hears of it, and then nothing until it is shown again. */
  freeze(): void {
    for (const callback of [...this.#onHide]) callback()
    this.frozen = true
  }

  thaw(): void {
    this.frozen = false
    for (const callback of this.#unheard.splice(0)) callback()
    this.refresh()
  }

  /** The page ends in good order: it hears of it. */
  close(): Maybe<void> {
    for (const callback of [...this.#onHide]) callback()
    return this.#end()
  }

  /** The page ends without hearing of it, and perhaps without its last notes. */
  crash(losesMarks: boolean): Maybe<void> {
    if (losesMarks) this.profile.loseMarks(this, this.#world.step)
    return this.#end()
  }

  #end(): Maybe<void> {
    this.alive = false
    this.frozen = false
    for (const [name, page] of this.profile.locks) if (page === this) this.profile.locks.delete(name)
    return this.#world.calls.abandon(this)
  }

  async #read() {
    const askedAt = this.#clock.now()
    const answer = await this.#world.readOrder(this, this.order)
    this.#clock.sync(answer.serverNow, askedAt)
    return answer
  }

  #show(
    answer: Awaited<ReturnType<Surroundings['readOrder']>>,
    state: DepositState,
    before: ReturnType<Surroundings['oracle']['before']>,
  ): void {
    this.stage = stageFor(answer, state, this.#world.registry, this.#clock.now())
    this.attestable = state.attestable
    this.#uncertainty.seen(state.attempts, this.#world.time)
    this.#world.oracle.check(this, this.stage, before)
  }

  async #once(work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = true
    const before = this.#world.oracle.before(this.order)
    try {
      await work()
    } catch (error) {
      this.#world.heard(error)
      this.#world.oracle.refused(this, error, before)
    } finally {
      this.busy = false
    }
  }
}
