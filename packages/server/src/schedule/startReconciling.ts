import { type OfframpError, toOfframpError } from '@offrampkit/core'
import { afterTimeout } from '../afterTimeout.ts'
import type { Reconciled, ReconcileOptions } from '../orders/reconcile.ts'

/** What can be scheduled: an `OfframpHandler`. */
export interface Reconciling {
  reconcile(options?: ReconcileOptions): Promise<Reconciled>
}

export interface StartReconcilingOptions {
  /** Between the end of a round and the next, in ms, give or take a tenth. Default 30 s, at least 1 s. */
  everyMs?: number
  /** Ends it, as `stop` does. */
  signal?: AbortSignal
  onRound?: (done: Reconciled) => void
  /** A round that could not be made. The handler has told its own `onError` already; the next round comes as usual. */
  onError?: (error: OfframpError) => void
  /** Calls back once after so many ms; the result stops it. Default `setTimeout`. */
  after?: (ms: number, callback: () => void) => () => void
  /** From 0 to below 1. Default `Math.random`. */
  random?: () => number
}

/**
 * Catches up from now on, in this process: a round at once, then one every half minute. Rounds never overlap. One that leaves work
 * over is followed by the next without a pause. Instances that were started together drift apart.
 *
 * @returns `stop`, which resolves when what had begun is done
 * @throws RangeError for an `everyMs` below a second
 * @example
 * ```ts
 * const reconciling = startReconciling(offramp)
 * process.once('SIGTERM', () => reconciling.stop())
 * ```
 */
export function startReconciling(
  handler: Reconciling,
  options: StartReconcilingOptions = {},
): { stop(): Promise<void> } {
  const { everyMs = 30_000, signal, onRound, onError, after = afterTimeout, random = Math.random } = options
  // Timers take no more than 2^31 - 1 ms: what is longer comes due at once.
  if (!(everyMs >= 1_000 && everyMs <= 1_000_000_000))
    throw new RangeError('`everyMs` of startReconciling is less than a second, or more than eleven days.')
  const ending = new AbortController()
  const end = () => ending.abort()
  if (signal?.aborted) end()
  signal?.addEventListener('abort', end, { once: true })

  /** Whether another one may begin at once. */
  async function round(): Promise<boolean> {
    try {
      const done = await handler.reconcile({ signal: ending.signal })
      onRound?.(done)
      // Where nothing could be done, the turns are taken by others.
      return done.more && done.webhooks + done.orders > done.failed
    } catch (error) {
      tell(error)
      return false
    }
  }

  function tell(error: unknown): void {
    try {
      onError?.(toOfframpError(error))
    } catch {
      // A log that fails must not end the rounds.
    }
  }

  async function rounds(): Promise<void> {
    while (!ending.signal.aborted)
      if (!(await round())) await pause(everyMs * (0.9 + random() / 5), ending.signal, after)
    signal?.removeEventListener('abort', end)
  }

  const all = rounds()
  return {
    async stop() {
      end()
      await all
    },
  }
}

function pause(
  ms: number,
  signal: AbortSignal,
  after: NonNullable<StartReconcilingOptions['after']>,
): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = () => {
      stop()
      signal.removeEventListener('abort', end)
      resolve()
    }
    const stop = after(ms, end)
    signal.addEventListener('abort', end)
  })
}
