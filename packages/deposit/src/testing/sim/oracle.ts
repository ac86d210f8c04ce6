import type { Stage } from '@offrampkit/core/order'
import { effectOf } from '../../find/effect.ts'
import type { Before, PageLife, Surroundings } from './surroundings.ts'
import type { SimTransaction } from './testChain.ts'

export interface Violation {
  kind:
    | 'double_send'
    | 'wrong_transfer'
    | 'false_failure'
    | 'false_success'
    | 'unrecorded_prompt'
    | 'late_prompt'
  step: number
  what: string
}

/** Names of stages that tell the user that nothing was sent, or offer to send. */
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
const arrived = new Set(['included', 'final_onchain', 'provider_received', 'paid', 'credited'])

/** The judge. It looks at the chain, and at nothing that the protocol wrote. */
export class Oracle {
  readonly violations: Violation[] = []
  #everMined = false
  readonly #world: Surroundings

  constructor(world: Surroundings) {
    this.#world = world
  }

  /** Every transaction that pays the deposit address and has been or may still be mined, one per nonce. */
  deposits(): SimTransaction[] {
    const { chain, account } = this.#world
    const mined = chain.mined().filter((tx) => tx.succeeds && this.#pays(tx))
    const used = chain.nonceOf(account)
    const possible = [...chain.mempool, ...chain.limbo].filter((tx) => tx.nonce >= used && this.#pays(tx))
    return [...new Map([...possible, ...mined].map((tx) => [tx.nonce, tx])).values()]
  }

  /** After each step. */
  watch(): void {
    const deposits = this.deposits()
    const { chain, expected, account } = this.#world
    if (chain.mined().some((tx) => tx.succeeds && this.#pays(tx))) this.#everMined = true
    if (deposits.length > 1) this.#report('double_send', deposits.map((tx) => tx.hash).join(' '))
    for (const tx of deposits) {
      const effect = effectOf({ ...tx, value: `0x${tx.value.toString(16)}`, chainId: chain.chainId }, account)
      if (effect?.units !== expected.units || effect.asset !== expected.asset || effect.to !== expected.to)
        this.#report('wrong_transfer', tx.hash)
    }
  }

  /** What a page shows, against what was true from before it began to look. */
  check(page: PageLife, stage: Stage, before: Before): void {
    const still = new Set(this.deposits().map((tx) => tx.hash))
    const there = before.deposits.some((hash) => still.has(hash))
    if (there && (unsent.has(stage.name) || stage.canSend))
      this.#report('false_failure', `${page.id} shows ${stage.name}`)
    if (arrived.has(stage.name) && !this.#everMined)
      this.#report('false_success', `${page.id} shows ${stage.name}`)
  }

  /** When a wallet is asked: the row must be on disk, and the time must not be over. */
  prompted(page: PageLife, parameters: Readonly<Record<string, string>>): void {
    const world = this.#world
    const row = page.profile.row(world.orderId)
    const written = row?.attempts.some(
      (attempt) =>
        ['armed', 'prompting', 'unknown'].includes(attempt.phase) &&
        attempt.tabId === page.id &&
        attempt.transaction.data === parameters.data &&
        attempt.transaction.to === parameters.to,
    )
    if (!written) this.#report('unrecorded_prompt', page.id)
    if (world.time >= world.deadline) this.#report('late_prompt', page.id)
  }

  #pays(tx: SimTransaction): boolean {
    const { chain, account, expected } = this.#world
    const effect = effectOf({ ...tx, value: `0x${tx.value.toString(16)}`, chainId: chain.chainId }, account)
    return tx.from === account && effect?.to === expected.to
  }

  #report(kind: Violation['kind'], what: string): void {
    // The same wrong is seen again at every step; once is enough.
    if (this.violations.some((other) => other.kind === kind && other.what === what)) return
    this.violations.push({ kind, step: this.#world.step, what })
  }
}
