import { OfframpError } from '@offrampkit/core'
import type { OrderId } from '@offrampkit/core/order'
import type { ProviderMarks } from '@offrampkit/core/provider'
import { lockLifeMs } from './flow.ts'

/** For a host that keeps nothing: as good as this process. */
export function memoryMarks(now: () => number): ProviderMarks {
  const taken = new Map<string, number>()
  const has = (key: string) => (taken.get(key) ?? 0) > now()
  return {
    has: async (key) => has(key),
    async take(key, until) {
      if (has(key)) return false
      taken.set(key, until)
      for (const [old, end] of taken) if (end <= now()) taken.delete(old)
      return true
    },
  }
}

/**
 * How long an order call whose answer was lost may still come through: it carries a locked price, which Capa refuses after ten
 * seconds. Six times that, for what lies between the locks of two machines.
 */
const mayStillLandMs = 6 * lockLifeMs
const orderLifeMs = 24 * 3_600_000

/** The order call begins within this time or not at all: what held it up may have held it for so long that the turn is over. */
const startsWithinMs = mayStillLandMs / 2

/** The right to make the order call once. */
export interface Turn {
  /** An earlier turn ended without anybody knowing what came of it. */
  readonly after: 'nothing' | 'a call without an answer'
  /** Whether the call can still be made and come through before anybody else gets a turn. */
  holds(): boolean
  /** Capa refused, or was never asked: nothing was made, and the next try need not wait. */
  giveBack(): Promise<void>
}

/**
 * Takes the only turn to make this order at Capa, who know no idempotency. After a refusal the next turn is free at
 * once; after a call whose end nobody knows, only when it cannot come through any more. Holds across instances and
 * restarts, as far as `marks` do.
 *
 * @throws OfframpError `provider_unavailable` with `retryAfterMs`
 */
export async function takeTurn(marks: ProviderMarks, orderId: OrderId, now: () => number): Promise<Turn> {
  const keep = now() + orderLifeMs
  let after: Turn['after'] = 'nothing'
  for (let count = 0; count < 50; count += 1) {
    const key = (what: string) => `capa:${what}:${orderId}:${count}`
    if (await marks.has(key('tried'))) {
      if (await marks.has(key('refused'))) continue
      if (await marks.has(key('busy'))) break
      after = 'a call without an answer'
      continue
    }
    const takenAt = now()
    if (!(await marks.take(key('busy'), takenAt + mayStillLandMs))) break
    await marks.take(key('tried'), keep)
    return {
      after,
      holds: () => now() >= takenAt && now() - takenAt < startsWithinMs,
      giveBack: async () => {
        await marks.take(key('refused'), keep)
      },
    }
  }
  throw stillUnknown()
}

/** An order call is under way, or its answer was lost: making another one could make two orders. */
export function stillUnknown(cause?: unknown): OfframpError {
  return new OfframpError({
    code: 'provider_unavailable',
    message: 'Capa has not answered yet whether the order was made.',
    why: 'Asking for a second one could make two orders. No address was told, so there is nothing to send to.',
    action: 'Continue again in a minute: what was made is then found.',
    retryAfterMs: mayStillLandMs,
    details: { reason: 'order_call_unanswered' },
    ...(cause === undefined ? {} : { cause }),
  })
}
