import { describe, expect, test } from 'vitest'
import type { DepositPorts } from '../depositor.ts'
import { approve } from '../testing/personas.ts'
import { SimServer } from '../testing/sim/server.ts'
import { type SimBench, simBench } from '../testing/simBench.ts'

// Loaded beforehand: a page that waits for a chunk would not be at the same call each time.
import './looking.ts'
import './reserveAgain.ts'
import './explain.ts'
import '../find/wider.ts'

const rest = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * Ports of a page that dies at its n-th call of anything asynchronous: that call arrives or does not, and the page never
 * hears of it. What it called before has happened.
 */
function mortal(ports: DepositPorts, dieAt: number, arrives: boolean) {
  const life = { calls: 0, dead: false }
  const step = <value>(work: () => Promise<value>): Promise<value> => {
    if (life.dead) return new Promise(() => undefined)
    life.calls += 1
    if (life.calls < dieAt) return work()
    life.dead = true
    if (arrives) void work().catch(() => undefined)
    return new Promise(() => undefined)
  }
  const { ledger, lock, chains, deposits, marks } = ports
  const mortalPorts: DepositPorts = {
    ...ports,
    ledger: {
      read: (orderId) => step(() => ledger.read(orderId)),
      compareAndSet: (expected, next) => step(() => ledger.compareAndSet(expected, next)),
    },
    lock: { tryAcquire: (name) => step(() => lock.tryAcquire(name)) },
    marks: { ...marks, set: (key) => void (life.dead || marks.set(key)) },
    chains: (network) => {
      const chain = chains(network)
      return chain && { network, request: (args) => step(() => chain.request(args)) }
    },
    ...(deposits
      ? {
          deposits: {
            reserve: (p) => step(() => deposits.reserve(p)),
            report: (p) => step(() => deposits.report(p)),
          },
        }
      : {}),
  }
  return { ports: mortalPorts, life, step }
}

async function sale(b: SimBench, dieAt: number, arrives: boolean): Promise<number> {
  const { ports, life, step } = mortal(b.ports, dieAt, arrives)
  const { request } = b.wallet
  const wallet = {
    id: 'test',
    request: (args: Parameters<typeof request>[0]) =>
      life.dead
        ? new Promise(() => undefined)
        : /send/.test(args.method)
          ? request(args)
          : step(() => request(args)),
  }
  const depositor = b.tab(ports)
  const whole = async () => {
    const armed = await depositor.arm(b.order, wallet)
    await armed.fire()
    await depositor.reconcile(b.order)
  }
  const done = whole().catch(() => undefined)
  for (let turn = 0; turn < 60 && !life.dead; turn += 1) await rest()
  await Promise.race([done, rest()])
  return life.calls
}

describe.each([false, true])('a page that dies at any await (server keeps attempts: %s)', (keeps) => {
  const bench = () => {
    const b = simBench()
    const server = new SimServer(b.order, keeps, () => b.clock.now())
    const deposits = server.deposits()
    if (deposits) b.ports.deposits = deposits
    b.wallet.persona = approve
    return { b, server }
  }

  test.each([true, false])(
    'sends once, and never says otherwise (last call arrives: %s)',
    async (arrives) => {
      const { b: probe } = bench()
      const calls = await sale(probe, Number.POSITIVE_INFINITY, true)
      expect(calls).toBeGreaterThan(30)
      for (let dieAt = 1; dieAt <= calls; dieAt += 1) {
        const { b, server } = bench()
        await sale(b, dieAt, arrives)
        b.locks.clear()
        // The wallet is asked only for what is written down.
        if (b.wallet.prompts.length > 0) expect(b.rows.get(b.order.orderId)?.attempts).toHaveLength(1)

        const next = b.tab({ tabId: 'next' })
        b.clock.advance(1_000)
        const before = await next.reconcile(server.view())
        const sent = b.chain.mempool.length + b.arrived().length
        if (sent > 0) expect(before.attempts.at(-1)?.phase).toMatch(/hash|unknown/)
        const again = await next.arm(server.view(), b.wallet).catch(() => null)
        await again?.fire()
        b.mine()
        b.clock.advance(1_000)
        const after = await next.reconcile(server.view())
        expect(b.arrived().length).toBeLessThanOrEqual(1)
        expect(after.attempts.some((attempt) => attempt.phase === 'hash')).toBe(b.arrived().length === 1)
      }
    },
  )
})
