import type { OrderId } from '@offrampkit/core/order'
import type { OrderPublished } from './newsListener.ts'

/** What {@link createCatchUp} works with. */
export interface CatchUpParts {
  /** Those that somebody watches. */
  orders: () => Iterable<OrderId>
  /** As it is written now; `null` when there is no such order. */
  versionOf: (orderId: OrderId) => Promise<number | null>
  publish: (change: OrderPublished) => void
  /** Calls back once after so many ms; the result stops it. */
  after: (ms: number, callback: () => void) => () => void
}

/** A database that has just come back is not asked for thousands of orders at once. */
const atOnce = 4
const longestWaitMs = 30_000

/** Reads the versions of all watched orders, because news of them may have been missed; until it has succeeded, or is stopped. */
export function createCatchUp({ orders, versionOf, publish, after }: CatchUpParts) {
  let running = false
  let asked = false
  let stopped = false
  let failures = 0
  let forget: () => void = () => undefined

  async function round(): Promise<void> {
    running = true
    asked = false
    forget()
    const left = [...orders()]
    let failed = false
    const work = async () => {
      for (let orderId = left.pop(); orderId !== undefined && !failed && !stopped; orderId = left.pop())
        try {
          const version = await versionOf(orderId)
          if (version !== null) publish({ orderId, version })
        } catch {
          failed = true
        }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    running = false
    failures = failed ? failures + 1 : 0
    if (stopped) return
    if (failed) forget = after(Math.min(500 * 2 ** failures, longestWaitMs), start)
    else if (asked) start()
  }

  function start(): void {
    asked = true
    if (!running) void round()
  }

  return {
    start,
    stop() {
      stopped = true
      forget()
    },
  }
}
