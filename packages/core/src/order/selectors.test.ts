import { describe, expect, test } from 'vitest'
import { attemptOf, minute, orderOf, registry, rowEvent, t0 } from '../../test/orders.ts'
import { stageCases } from '../../test/stageCases.ts'
import { bindDeposit } from '../deposit/bind.ts'
import type { AttemptView } from './attempt.ts'
import type { OrderEvent } from './event.ts'
import { mayHaveMoneyInFlight, pollAfterMs } from './selectors.ts'
import { stageOf } from './stage.ts'
import { statusOf } from './status.ts'

const now = t0 + 5 * minute
const row = rowEvent('r', 'waiting')

function stageAt(events: readonly OrderEvent[], attempts: readonly AttemptView[] = []) {
  const order = orderOf(events)
  return stageOf({
    order,
    status: statusOf(order, now),
    binding: bindDeposit(order, registry, now),
    attempts,
  })
}

describe('selectors', () => {
  test('polling goes on as long as something may still come', () => {
    const wrong: string[] = []
    for (const one of stageCases()) {
      const stage = stageOf(one)
      const wait = pollAfterMs(stage, one.status, 0)
      const right = stage.terminal
        ? wait === null
        : wait !== null || !mayHaveMoneyInFlight(stage, one.attempts)
      if (!right || (wait !== null && wait < 1_000)) wrong.push(`${stage.name} ${one.status.kind}`)
    }
    expect(wrong).toEqual([])
  })

  test('polling slows down while nothing changes, and never stops by itself', () => {
    const stage = stageAt([row])
    const waits = [0, 1, 2, 5, 50, 5_000].map(
      (unchanged) => pollAfterMs(stage, { kind: 'opened' }, unchanged) as number,
    )
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(waits.at(-1)).toBe(30_000)
  })

  test('nothing is in flight before the first attempt and after the end', () => {
    expect(mayHaveMoneyInFlight(stageAt([row]), [])).toBe(false)
    expect(mayHaveMoneyInFlight(stageAt([rowEvent('r', 'paid')]), [attemptOf({ phase: 'hash' })])).toBe(false)
    expect(mayHaveMoneyInFlight(stageAt([row], [attemptOf()]), [attemptOf()])).toBe(true)
  })
})
