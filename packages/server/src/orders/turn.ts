import { isOfframpError, OfframpError } from '@offrampkit/core'
import type { OrderId } from '@offrampkit/core/order'
import type { Services } from '../services.ts'

/** One holder of an order's turn. */
export interface OrderTurn {
  /**
   * Whoever had the turn before did not say how it ended: they died, or an answer of the provider was lost. Look at what the
   * provider has before anything is asked of it.
   */
  unfinished: boolean
  /**
   * Right before the provider is asked for something that may make a row there.
   *
   * @throws OfframpError `order_busy` when so much time went by that the turn could be somebody else's soon
   */
  ask(): void
}

type TurnParts = Pick<Services, 'store' | 'lane' | 'after' | 'steady' | 'random' | 'report'>

/**
 * How long a turn lasts by the store's clock where its holder dies: longer than everything that one holder does. A step is
 * asked for in the first half, and gets no answer after 15 s more; what is left is for a call that is still on its way.
 */
const turnMs = 60_000
const latestAskMs = 30_000

/** So often whoever finds the turn taken looks again, before they are told to come back. */
const mostTries = 10
const pauseMs = 400

/** Unlike any other, and never told to anybody. */
export function holderName(random: Services['random']): string {
  return Array.from(random(12), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Runs what asks the provider for a step of one order, on one instance at a time. Two at once could make two rows at the
 * provider: the queue is the store's, because other instances know nothing of this process.
 *
 * It cannot stop a holder that was frozen for a minute between {@link OrderTurn.ask} and its request: nothing outside of the provider
 * can. A second row that is made in spite of all is a conflict, and is never paid.
 *
 * @throws OfframpError `order_busy` with `retryAfterMs` while another one has the turn, `store_failed`, and what `work` throws
 */
export async function inTurn<value>(
  parts: TurnParts,
  orderId: OrderId,
  work: (turn: OrderTurn) => Promise<value>,
): Promise<value> {
  const { store, lane, steady, random, report } = parts
  const name = `step:${orderId}`
  return await lane(name, async () => {
    const holder = holderName(random)
    const { unfinished, since } = await takeTurn(parts, name, holder)
    let asked = false
    let finished = false
    const ask = () => {
      if (steady() - since > latestAskMs) throw busy(turnMs - latestAskMs)
      asked = true
    }
    try {
      const value = await work({ unfinished, ask })
      finished = true
      return value
    } catch (error) {
      finished = asked ? isRefusal(error) : !unfinished
      throw error
    } finally {
      // Failing is not fatal: the turn lapses by itself, and the next holder looks first.
      const left = finished ? store.dropClaim(name, holder) : store.claim(name, holder, 0)
      await left.catch((error) => report(error, 'turn', orderId))
    }
  })
}

async function takeTurn({ store, after, steady }: TurnParts, name: string, holder: string) {
  for (let tries = 1; ; tries++) {
    // Counted from before the store was asked: it may have answered long after it gave the turn.
    const since = steady()
    const outcome = await store.claim(name, holder, turnMs).catch((error) => {
      // It may have been given although the answer is lost. Only let go of, never dropped: with it would go that the holder before did
      // not say how theirs ended.
      void store.claim(name, holder, 0).catch(() => undefined)
      throw error
    })
    if (outcome.status === 'claimed') return { unfinished: outcome.unfinished, since }
    if (tries === mostTries) throw busy(outcome.forMs)
    await new Promise<void>((done) => after(Math.min(pauseMs, Math.max(outcome.forMs, 20)), done))
  }
}

/** Whether the provider, or the step itself, said no. Everything else leaves open what was done. */
function isRefusal(error: unknown): boolean {
  if (!isOfframpError(error)) return false
  const { code } = error
  return !['provider_unavailable', 'provider_unreadable', 'store_failed', 'internal'].includes(code)
}

function busy(forMs: number): OfframpError {
  return new OfframpError({
    code: 'order_busy',
    message: 'Another step of this order is under way.',
    why: 'Two at once could make two orders at the provider, so nothing was asked for. Nothing was sent.',
    action: 'Wait a moment, then try again.',
    retryAfterMs: Math.max(1_000, forMs),
  })
}
