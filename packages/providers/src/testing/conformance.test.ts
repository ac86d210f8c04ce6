import { describe, expect, it, test } from 'vitest'
import { createBench } from './bench.ts'
import { describeProviderConformance, providerRules } from './conformance.ts'
import { acmeUnderTest } from './fixtures/acmeUnderTest.ts'
import { without, wrong } from './fixtures/wrong.ts'
import { wrongBehaviour } from './fixtures/wrongBehaviour.ts'
import { wrongDetails } from './fixtures/wrongDetails.ts'
import { wrongReading } from './fixtures/wrongReading.ts'
import { wrongShapes } from './fixtures/wrongShapes.ts'
import { runRule } from './rule.ts'
import type { ProviderUnderTest } from './underTest.ts'

describeProviderConformance('acme/api', acmeUnderTest, { describe, it })

const tables = [wrongShapes, wrongReading, wrongBehaviour, wrongDetails]
/** Providers that break a rule. */
const breaking = (rule: string) => tables.flatMap((table) => table[rule] ?? [])

/** Messages of the rules that do not hold, by rule. */
async function broken(under: ProviderUnderTest): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [name, rule] of Object.entries(providerRules))
    await runRule(name, rule, createBench(under)).catch((error: Error) => {
      found[name] = error.message
    })
  return found
}

describe('a deliberately wrong provider', () => {
  const names = Object.keys(providerRules)

  test('exists for every rule, and for nothing else', () => {
    expect([...new Set(tables.flatMap(Object.keys))].sort()).toEqual([...names].sort())
    for (const name of names) expect(breaking(name).length, name).toBeGreaterThan(0)
    expect(names).toHaveLength(30)
  })

  const all = names.flatMap((rule) => breaking(rule).map((wrong) => ({ rule, ...wrong })))

  test.each(all)('fails on "$rule", and on no other: $is', async ({ rule, under, also = [] }) => {
    const found = await broken(under)
    expect(Object.keys(found).sort(), Object.values(found).join('\n')).toEqual([rule, ...also].sort())
  })

  const { order } = acmeUnderTest
  const nothing = async () => []
  const anything = () => {
    throw new TypeError('x is undefined')
  }
  const follow = async () => ({ session: { kind: 'follow' } as const, events: [] })
  const handed = 'the suite was handed what it needs'
  const named = 'its flows are named after it, and each has rules'
  const failing = 'every error status is a typed error, and no network is one too'

  // Too wrong for one rule alone.
  test.each<[rule: string, expected: RegExp, under: ProviderUnderTest]>([
    [
      handed,
      /the flow acme\/page of the order/,
      { ...acmeUnderTest, order: { ...order, flow: 'acme/page' } },
    ],
    [handed, /means that they wait/, { ...acmeUnderTest, statuses: { PAID_OUT: 'paid' } }],
    [named, /small letters; it is Acme/, wrong('', () => ({ id: 'Acme' })).under],
    [named, /at least one flow/, wrong('', () => ({ flows: [] })).under],
    ['what it declares, it can do', /continueSession/, wrong('', without('continueSession')).under],
    ['a session can be used as it is', /take the answers/, wrong('', without('continueSession')).under],
    ['polling asks them', /as the flow says/, wrong('', () => ({ readOrder: nothing })).under],
    [
      'events carry the time of the clock that was handed in',
      /an event to look at/,
      wrong('', () => ({
        readOrder: nothing,
        cancelOrder: nothing,
        confirmDeposit: nothing,
        continueSession: follow,
      })).under,
    ],
    [
      failing,
      /HTTP 400: an OfframpError/,
      wrong('', ({ readOrder }) => ({ readOrder: (of, call) => readOrder(of, call).catch(anything) })).under,
    ],
    [
      failing,
      /getQuote without a network: an OfframpError/,
      wrong('', ({ getQuote }) => ({ getQuote: (of, call) => getQuote(of, call).catch(anything) })).under,
    ],
    [
      'a caller who leaves is heard',
      /getQuote: an OfframpError/,
      wrong('', ({ getQuote }) => ({ getQuote: (of, call) => getQuote(of, call).catch(anything) })).under,
    ],
    [
      'odd rows throw only typed errors, and lead nowhere else',
      /seed \d+: an OfframpError/,
      wrong('', ({ readOrder }) => ({ readOrder: (of, call) => readOrder(of, call).catch(anything) })).under,
    ],
    [
      'asked again, it makes no second order',
      /once more: an OfframpError/,
      wrong('', ({ createSession }, { marks }) => ({
        createSession: async (of, call) =>
          (await marks?.take('once', 0)) ? await createSession(of, call) : anything(),
      })).under,
    ],
  ])('fails on "%s": %s', async (rule, expected, under) => {
    expect((await broken(under))[rule]).toMatch(expected)
  })

  test('is told which rule it broke, what was expected, and what to do', async () => {
    const [wrong] = breaking('polling asks them')
    const found = await broken(wrong?.under ?? acmeUnderTest)
    expect(found['polling asks them']).toBe(
      'polling asks them\n  expected a call to them for each reading\n' +
        '  What to do: Let `readOrder` ask each time: an answer from memory hides what happened since.',
    )
  })
})
