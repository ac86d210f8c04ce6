import { expect, test } from 'vitest'
import { SimChain } from './chain.ts'
import { runSchedule } from './schedule.ts'
import type { TestChain } from './testChain.ts'

/** The simulated chain behind real time: whatever takes any on a real node takes some here. */
function slow(chain: SimChain): TestChain {
  const later = <value>(work: () => value) => new Promise((resolve) => setImmediate(resolve)).then(work)
  return new Proxy(chain as TestChain, {
    get(_, key) {
      const value = Reflect.get(chain, key, chain)
      if (typeof value !== 'function') return value
      const call = value.bind(chain)
      const takesTime = ['send', 'mine', 'reorg', 'drop', 'rebroadcast', 'rpc'].includes(String(key))
      return takesTime ? (...parameters: unknown[]) => later(() => call(...parameters)) : call
    },
  })
}

test('a schedule runs over a chain that takes real time, step by step and the same again', async () => {
  const run = async (seed: number) => {
    const trail: string[] = []
    const { violations, sent, asked, stages } = await runSchedule(seed, {
      chain: async () => slow(new SimChain(31337)),
      onStep: (step, action, world) => void trail.push(`${step} ${action} ${world.calls.size}`),
    })
    return { violations, sent, asked, stages, trail }
  }
  let sent = 0
  for (let seed = 0; seed < 20; seed += 1) {
    const result = await run(seed)
    expect(result.violations).toEqual([])
    sent += result.sent
    if (seed < 3) expect(await run(seed)).toEqual(result)
  }
  expect(sent).toBeGreaterThan(2)
})
