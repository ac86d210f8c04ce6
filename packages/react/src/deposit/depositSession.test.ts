import { OfframpError } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import type { ArmedDeposit, Depositor, LedgerAttempt } from '@offrampkit/deposit'
import { describe, expect, test, vi } from 'vitest'
import { createDepositSession } from './depositSession.ts'

const order = {} as OrderView
const reviewed = { digest: '0x1', order: () => order }

/** A protocol that counts, and a clock that a test moves. */
function setUp(options: { refuse?: OfframpError } = {}) {
  const timers: (() => void)[] = []
  const asked = vi.fn()
  const armed: ArmedDeposit[] = []
  let answer: (attempt: LedgerAttempt) => void = () => undefined
  const arm = vi.fn(async (): Promise<ArmedDeposit> => {
    if (options.refuse) throw options.refuse
    let state: ArmedDeposit['state'] = 'ready'
    const one: ArmedDeposit = {
      attemptId: `attempt ${armed.length}`,
      instruction: {} as never,
      preflight: {} as never,
      lapsesAt: 45_000,
      fire() {
        if (state !== 'ready') throw new Error('fired twice')
        state = 'fired'
        asked()
        return new Promise((resolve) => {
          answer = resolve
        })
      },
      disarm() {
        if (state === 'ready') state = 'disarmed'
      },
      get state() {
        return state
      },
    }
    armed.push(one)
    return one
  })
  let show: () => void = () => undefined
  let visible = Promise.resolve()
  const session = createDepositSession({
    depositor: async () => ({ arm }) as unknown as Depositor,
    wallet: async () => ({ id: 'w', request: async () => null }),
    clock: {
      now: () => 0,
      after(_, callback) {
        timers.push(callback)
        return () => void timers.splice(timers.indexOf(callback), 1)
      },
    },
    visible: () => visible,
  })
  return {
    session,
    arm,
    asked,
    armed,
    lapse: () => timers.shift()?.(),
    answer: (phase: LedgerAttempt['phase']) => answer({ phase } as LedgerAttempt),
    hide() {
      visible = new Promise((resolve) => {
        show = resolve
      })
    },
    show: () => show(),
    until: (state: string) => vi.waitFor(() => expect(session.snapshot.state).toBe(state)),
  }
}

describe('the deposit of one page', () => {
  test('arms in one click and asks in the next, in the same tick, once', async () => {
    const { session, asked, until } = setUp()
    session.send()
    expect(asked).not.toHaveBeenCalled()
    session.arm(reviewed)
    await until('ready')
    session.send()
    expect(asked).toHaveBeenCalledTimes(1)
    session.send()
    session.arm(reviewed)
    expect(asked).toHaveBeenCalledTimes(1)
    expect(session.snapshot.state).toBe('prompting')
  })

  test('what lapsed is prepared again and never asked for', async () => {
    const { session, arm, armed, asked, lapse, until } = setUp()
    session.arm(reviewed)
    await until('ready')
    lapse()
    await until('ready')
    expect(arm).toHaveBeenCalledTimes(2)
    expect(armed[0]?.state).toBe('disarmed')
    expect(asked).not.toHaveBeenCalled()
  })

  test('a page that nobody sees prepares nothing until somebody does', async () => {
    const { session, arm, hide, lapse, show, until } = setUp()
    session.arm(reviewed)
    await until('ready')
    hide()
    lapse()
    await Promise.resolve()
    expect(arm).toHaveBeenCalledTimes(1)
    show()
    await until('ready')
    expect(arm).toHaveBeenCalledTimes(2)
  })

  test('another account or network is checked anew, with the former attempt given up', async () => {
    const { session, armed, until } = setUp()
    session.arm(reviewed)
    await until('ready')
    session.refresh()
    expect(session.snapshot.state).toBe('checking')
    expect(armed[0]?.state).toBe('disarmed')
    await until('ready')
  })

  test('leaving gives up what was prepared, also what is still being prepared', async () => {
    const { session, armed, until } = setUp()
    session.arm(reviewed)
    session.disarm()
    expect(session.snapshot.state).toBe('idle')
    await vi.waitFor(() => expect(armed[0]?.state ?? 'none').not.toBe('ready'))
    session.arm(reviewed)
    await until('ready')
    session.disarm()
    expect(armed.every(({ state }) => state === 'disarmed')).toBe(true)
  })

  test('a prompt cannot be taken back: leaving changes nothing, and its answer is heard', async () => {
    const { session, answer, until } = setUp()
    session.arm(reviewed)
    await until('ready')
    session.send()
    session.disarm()
    session.refresh()
    expect(session.snapshot.state).toBe('prompting')
    answer('unknown')
    await until('answered')
  })

  test('a refusal is told with its code, and asks nothing', async () => {
    const refuse = new OfframpError({ code: 'wrong_account', message: 'Another account.' })
    const { session, asked, until } = setUp({ refuse })
    session.arm(reviewed)
    await until('failed')
    expect(session.snapshot).toMatchObject({ error: { code: 'wrong_account' } })
    session.send()
    expect(asked).not.toHaveBeenCalled()
  })
})
