import type { DepositsBackend } from '@offrampkit/core/api'
import { describe, expect, test } from 'vitest'
import type { LedgerRow } from '../ports/ledger.ts'
import { approve, failAfterSending, lie, reject, walletError } from '../testing/personas.ts'
import { type SimBench, simBench } from '../testing/simBench.ts'

const attemptsOf = (b: SimBench) => b.rows.get(b.order.orderId)?.attempts ?? []
/** Lets promises that wait for nothing else come to an end. */
const rest = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('one request per attempt', () => {
  const codes = [
    -32700, -32600, -32601, -32602, -32603, -32000, -32001, -32002, -32003, -32004, -32005, -32006, -32010,
    -32042, -32050, -32500, -32521, -1, 0, 1, 3, 4, 100, 400, 401, 403, 404, 408, 429, 500, 502, 503, 4001,
    4100, 4200, 4900, 4901, 4902, 5000, 5001, 5700, 5720, 9999,
  ]
  test.each(codes)('whatever is done after error %i', async (code) => {
    for (const persona of [
      failAfterSending(code),
      (prompt: { fail(e: unknown): void }) => prompt.fail(walletError(code)),
    ]) {
      const b = simBench()
      b.wallet.persona = persona
      const tab = b.tab()
      const armed = await tab.arm(b.order, b.wallet)
      await Promise.all([armed.fire(), armed.fire()])
      await armed.fire()
      armed.disarm()
      await armed.fire()
      await tab.reconcile(b.order)
      expect(b.wallet.asked.filter((method) => /send/i.test(method))).toEqual(['eth_sendTransaction'])
    }
  })

  test('a wallet that throws at once counts as asked', async () => {
    const b = simBench()
    const { request } = b.wallet
    let asked = 0
    b.wallet.request = (args) => {
      if (args.method !== 'eth_sendTransaction') return request(args)
      asked += 1
      throw walletError(-32603)
    }
    const armed = await b.tab().arm(b.order, b.wallet)
    expect((await armed.fire()).phase).toBe('unknown')
    await armed.fire()
    expect(asked).toBe(1)
  })
})

describe('the click', () => {
  test('asks in its own tick, with the note before it', async () => {
    const b = simBench()
    const seen: string[] = []
    b.wallet.persona = () => void seen.push(...b.notes)
    const armed = await b.tab().arm(b.order, b.wallet)
    void armed.fire()
    expect(b.wallet.prompts).toHaveLength(1)
    expect(seen).toEqual([`prompting:${armed.attemptId}`])
  })

  test('asks for exactly what was written ahead', async () => {
    const b = simBench()
    const armed = await b.tab().arm(b.order, b.wallet)
    const [written] = attemptsOf(b)
    void armed.fire()
    expect(written).toMatchObject({ phase: 'armed', digest: armed.instruction.digest, pin: 0, nonce: 0 })
    expect(b.wallet.prompts[0]?.parameters).toEqual({
      ...written?.transaction,
      from: b.order.sender,
      chainId: '0x7a69',
      nonce: '0x0',
    })
  })

  test.each([
    ['the address', { to: `0x${'d1'.repeat(20)}` }],
    ['the amount', { units: 26_000_000n }],
    ['the digest', { digest: `0x${'00'.repeat(32)}` }],
  ])('asks nothing when %s was changed in the page after arming', async (_, change) => {
    const b = simBench()
    const armed = await b.tab().arm(b.order, b.wallet)
    Object.assign(armed.instruction, change)
    expect(await armed.fire()).toMatchObject({ phase: 'dead', proof: 'P3' })
    expect(b.wallet.prompts).toHaveLength(0)
  })

  test('asks nothing once the check is old, even if no timer ran', async () => {
    const b = simBench()
    const frozen = { ...b.ports.clock, after: () => () => undefined }
    const armed = await b.tab({ clock: frozen }).arm(b.order, b.wallet)
    b.clock.advance(45_000)
    expect(await armed.fire()).toMatchObject({ phase: 'dead', proof: 'P3' })
    expect(armed.state).toBe('disarmed')
    expect(b.wallet.prompts).toHaveLength(0)
  })

  test('asks nothing when the clock tells no time any more', async () => {
    const b = simBench()
    const armed = await b.tab().arm(b.order, b.wallet)
    b.ports.clock.now = () => Number.NaN
    void armed.fire()
    expect(b.wallet.prompts).toHaveLength(0)
  })

  test('lapses with the order when that comes first', async () => {
    const b = simBench()
    b.clock.advance(1_800_000 - 180_000 - 10_000)
    const armed = await b.tab().arm({ ...b.order, serverNow: b.clock.now() }, b.wallet)
    expect(armed.lapsesAt - b.clock.now()).toBe(10_000)
  })
})

describe('giving up before firing', () => {
  test('closes the right to ask first, then notes it, then writes it', async () => {
    const b = simBench()
    const states: string[] = []
    const set = (key: string) => void states.push(`${key} while ${armed.state}`)
    const armed = await b.tab({ marks: { set, has: () => false } }).arm(b.order, b.wallet)
    armed.disarm()
    expect(states).toEqual([`disarmed:${armed.attemptId} while disarmed`])
    expect(attemptsOf(b)[0]?.phase).toBe('armed')
    expect(await armed.fire()).toMatchObject({ phase: 'dead' })
    await rest()
    expect(attemptsOf(b)[0]).toMatchObject({ phase: 'dead', proof: 'P3' })
    expect(b.wallet.prompts).toHaveLength(0)
    expect(b.locks.size).toBe(0)
  })

  test('does nothing after the wallet was asked', async () => {
    const b = simBench()
    const armed = await b.tab().arm(b.order, b.wallet)
    void armed.fire()
    armed.disarm()
    await rest()
    expect(armed.state).toBe('fired')
    expect(attemptsOf(b)[0]?.phase).toBe('prompting')
    expect([...b.notes].some((note) => note.startsWith('disarmed'))).toBe(false)
  })

  /** A page that a test can end. */
  function endablePage() {
    const hidden = new Set<() => void>()
    const onHide = (callback: () => void) => {
      hidden.add(callback)
      return () => void hidden.delete(callback)
    }
    const end = () => {
      for (const callback of hidden) callback()
    }
    return { page: { onHide }, end }
  }

  test.each(['45 seconds', 'the page going away'])('happens by %s', async (how) => {
    const b = simBench()
    const { page, end } = endablePage()
    const armed = await b.tab({ page }).arm(b.order, b.wallet)
    if (how === '45 seconds') b.clock.advance(45_000)
    else end()
    await rest()
    expect(attemptsOf(b)[0]).toMatchObject({ attemptId: armed.attemptId, phase: 'dead', proof: 'P3' })
    expect((await b.tab().arm(b.order, b.wallet)).state).toBe('ready')
  })

  test('by the page going away while it is still being written', async () => {
    const b = simBench()
    const { page, end } = endablePage()
    const reserve = async () => {
      end()
      return { status: 'reserved' as const }
    }
    const deposits: DepositsBackend = { reserve, report: async () => b.order }
    await expect(b.tab({ page, deposits }).arm(b.order, b.wallet)).rejects.toMatchObject({
      code: 'arm_lapsed',
    })
    await rest()
    expect(attemptsOf(b)[0]).toMatchObject({ phase: 'dead', proof: 'P3' })
  })
})

test('a review that was closed can be opened again at once', async () => {
  const b = simBench()
  const tab = b.tab()
  for (let round = 0; round < 3; round += 1) (await tab.arm(b.order, b.wallet)).disarm()
  expect((await tab.arm(b.order, b.wallet)).state).toBe('ready')
  expect(attemptsOf(b).map((attempt) => attempt.proof)).toEqual(['P3', 'P3', 'P3', undefined])
})

describe('after the page has gone', () => {
  async function left(b: SimBench, fires: boolean): Promise<void> {
    const dead = { ...b.ports.clock, after: () => () => undefined }
    const armed = await b.tab({ clock: dead }).arm(b.order, b.wallet)
    if (fires) void armed.fire()
    await rest()
    b.locks.clear()
  }

  test.each([true, false])(
    'an attempt without a note is unknown, and nothing sends again (fired: %s)',
    async (fires) => {
      const b = simBench()
      await left(b, fires)
      const tab = b.tab({ tabId: 'next' })
      expect((await tab.reconcile(b.order)).attempts[0]?.phase).toBe('unknown')
      b.clock.advance(24 * 3_600_000)
      await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({
        code: 'attempt_unproven',
        moneyMoved: 'maybe',
      })
    },
  )

  test('a note that it was given up unfired is proof enough', async () => {
    const b = simBench()
    await left(b, false)
    b.notes.add(`disarmed:${attemptsOf(b)[0]?.attemptId}`)
    expect((await b.tab().reconcile(b.order)).attempts[0]).toMatchObject({ phase: 'dead', proof: 'P3' })
    expect((await b.tab().arm(b.order, b.wallet)).state).toBe('ready')
  })

  test('an attempt that a living tab holds is left to it', async () => {
    const b = simBench()
    const armed = await b.tab().arm(b.order, b.wallet)
    expect((await b.tab().reconcile(b.order)).attempts[0]?.phase).toBe('armed')
    b.wallet.persona = approve
    expect((await armed.fire()).phase).toBe('hash')
  })

  test('a late answer of the wallet still counts', async () => {
    const b = simBench()
    const armed = await b.tab().arm(b.order, b.wallet)
    const answer = armed.fire()
    await rest()
    b.locks.clear()
    await b.tab().reconcile(b.order)
    expect(attemptsOf(b)[0]?.phase).toBe('unknown')
    b.wallet.prompts[0]?.fail(walletError(4001))
    expect(await answer).toMatchObject({ phase: 'rejected', proof: 'P1' })
  })
})

describe('the answer that cannot be written', () => {
  test('is kept, told, and written at the next look', async () => {
    const b = simBench()
    let broken = false
    const ledger = {
      ...b.ports.ledger,
      compareAndSet: (expected: number | null, next: LedgerRow) =>
        broken
          ? Promise.reject(new Error('QuotaExceededError'))
          : b.ports.ledger.compareAndSet(expected, next),
    }
    const tab = b.tab({ ledger })
    b.wallet.persona = approve
    const armed = await tab.arm(b.order, b.wallet)
    broken = true
    const { txHash } = await armed.fire()
    expect(txHash).toMatch(/^0x/)
    expect(attemptsOf(b)[0]?.phase).toBe('armed')
    broken = false
    await tab.reconcile(b.order)
    expect(attemptsOf(b)[0]).toMatchObject({ phase: 'hash', txHash })
  })
})

describe('after a refusal', () => {
  test('the chain is looked at once before the wallet is asked again', async () => {
    const b = simBench()
    const tab = b.tab()
    b.wallet.persona = lie
    expect((await (await tab.arm(b.order, b.wallet)).fire()).phase).toBe('rejected')
    await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
    b.mine()
    await expect(tab.arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'attempt_unproven' })
    expect(attemptsOf(b)[0]?.phase).toBe('hash')
    expect(b.arrived()).toHaveLength(1)
  })

  test('that a wallet took back later, the money is found, also when another review was opened and closed since', async () => {
    const b = simBench()
    b.wallet.persona = reject
    await (await b.tab().arm(b.order, b.wallet)).fire()
    const second = await b.tab().arm(b.order, b.wallet)
    second.disarm()
    await rest()
    await b.wallet.prompts[0]?.broadcast()
    b.mine()
    const { attempts, facts } = await b.tab().reconcile(b.order)
    expect(attempts[0]?.phase).toBe('hash')
    expect(Object.keys(facts.transfers)).toHaveLength(1)
  })

  test('that nobody can verify, the wallet is not asked again', async () => {
    const b = simBench()
    b.wallet.persona = reject
    await (await b.tab().arm(b.order, b.wallet)).fire()
    const chains: typeof b.ports.chains = (network) => ({
      network,
      request: () => Promise.reject(new Error('down')),
    })
    await expect(b.tab({ chains }).arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'chain_unreadable' })
    b.wallet.persona = approve
    await (await b.tab().arm(b.order, b.wallet)).fire()
    b.mine()
    expect(b.arrived()).toHaveLength(1)
  })
})
