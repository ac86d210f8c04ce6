import { type OfframpError, toOfframpError } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import type { AttemptView } from '@offrampkit/core/order'
import type { ArmedDeposit, ClockPort, Depositor, WalletPort } from '@offrampkit/deposit'

/**
 * Where this page stands with the deposit. Not where the order stands: that is the status.
 *
 * - `idle`: nothing is prepared.
 * - `checking`: reading chain and wallet, writing ahead.
 * - `ready`: the next click asks the wallet.
 * - `prompting`: the wallet was asked and has not answered.
 * - `answered`: it answered; `attempt` tells what that proves.
 * - `failed`: it could not be prepared; nothing was asked of the wallet.
 */
export type DepositSnapshot =
  | { state: 'idle' }
  | { state: 'checking' }
  | { state: 'ready'; armed: ArmedDeposit }
  | { state: 'prompting'; armed: ArmedDeposit }
  | { state: 'answered'; attempt: AttemptView }
  | { state: 'failed'; error: OfframpError }

/** What an attempt at the deposit needs from the page around it. */
export interface DepositSessionParts {
  depositor(): Promise<Depositor>
  wallet(): Promise<WalletPort>
  clock: ClockPort
  /** Resolves when somebody can see the page. */
  visible(): Promise<void>
}

/** What the user looked at. */
interface Reviewed {
  /** Of the instruction that was shown: another one is never sent. */
  digest: string
  /** The order as it is known now, or `null` when it is no longer one to pay. */
  order(): OrderView | null
}

/** The deposit of one order in one page: arms, fires, disarms. Holds no rule about money; the protocol does. */
export interface DepositSession {
  readonly snapshot: DepositSnapshot
  subscribe(onChange: () => void): () => void
  /** Prepares the deposit and keeps it prepared until `disarm`: what lapsed is prepared again, never sent by itself. */
  arm(reviewed: Reviewed): void
  /** Asks the wallet, in the caller's own tick. Does nothing unless `ready`. */
  send(): void
  disarm(): void
  /** The user says that they cancelled this attempt in the wallet. @throws OfframpError where that would not be safe */
  attest(order: OrderView, attemptId: string): Promise<void>
  /** Account, network or wallet changed: what is under review is checked anew; nothing else happens. */
  refresh(): void
}

const idle: DepositSnapshot = { state: 'idle' }

export function createDepositSession(parts: DepositSessionParts): DepositSession {
  const listeners = new Set<() => void>()
  let snapshot: DepositSnapshot = idle
  let stopTimer: () => void = () => undefined
  let under: Reviewed | null = null
  // Grows with every arm and disarm, so that what a former one brings late is given up.
  let turn = 0

  const set = (next: DepositSnapshot) => {
    snapshot = next
    for (const listener of listeners) listener()
  }

  function giveUp() {
    stopTimer()
    turn += 1
    if (snapshot.state === 'ready') snapshot.armed.disarm()
  }

  async function prepare(reviewed: Reviewed): Promise<void> {
    under = reviewed
    turn += 1
    const own = turn
    if (snapshot.state !== 'checking') set({ state: 'checking' })
    try {
      const [depositor, wallet] = await Promise.all([parts.depositor(), parts.wallet(), parts.visible()])
      if (own !== turn) return
      const order = reviewed.order()
      if (!order) return set(idle)
      const armed = await depositor.arm(order, wallet, { digest: reviewed.digest })
      if (own !== turn) return armed.disarm()
      set({ state: 'ready', armed })
      stopTimer = parts.clock.after(armed.lapsesAt - parts.clock.now(), () => {
        if (own !== turn || snapshot.state !== 'ready') return
        armed.disarm()
        void prepare(reviewed)
      })
    } catch (error) {
      if (own === turn) set({ state: 'failed', error: toOfframpError(error) })
    }
  }

  return {
    get snapshot() {
      return snapshot
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    arm(reviewed) {
      if (snapshot.state === 'checking' || snapshot.state === 'ready' || snapshot.state === 'prompting')
        return
      void prepare(reviewed)
    },
    send() {
      if (snapshot.state !== 'ready') return
      const { armed } = snapshot
      stopTimer()
      turn += 1
      under = null
      const own = turn
      const answer = armed.fire()
      set({ state: 'prompting', armed })
      void answer.then((attempt) => {
        if (own === turn) set({ state: 'answered', attempt })
      })
    },
    disarm() {
      if (snapshot.state === 'prompting') return
      giveUp()
      under = null
      if (snapshot.state !== 'idle') set(idle)
    },
    async attest(order, attemptId) {
      const depositor = await parts.depositor()
      await depositor.attest(order, attemptId)
      if (snapshot.state !== 'prompting' && snapshot.state !== 'answered') return
      turn += 1
      set(idle)
    },
    refresh() {
      if (!under || snapshot.state === 'prompting' || snapshot.state === 'answered') return
      giveUp()
      void prepare(under)
    },
  }
}
