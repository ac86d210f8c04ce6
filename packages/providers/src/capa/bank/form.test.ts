import { isOfframpError } from '@offrampkit/core'
import {
  agreedValue,
  answerOf,
  answerProblem,
  askedFields,
  checkBackend,
  type OfframpBackend,
  type OfframpSession,
} from '@offrampkit/core/api'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { goodAccounts } from '../fixtures/accounts.ts'
import type { Answers } from './answers.ts'
import { checkBankAccount } from './check.ts'
import { type Rail, railCurrency } from './countries.ts'
import { bankFields } from './fields.ts'

const rails = Object.keys(railCurrency) as Rail[]

/** What the form would send: the answers to what is asked, or the fields that it would not take. */
function filledIn(rail: Rail, typed: Answers): { sent: Answers; refused: string[] } {
  const asked = askedFields(bankFields[rail], typed)
  const answers = asked.map((field) => [field, answerOf(field, typed)] as const)
  return {
    sent: Object.fromEntries(
      answers.filter(([, answer]) => answer !== '').map(([{ name }, answer]) => [name, answer]),
    ),
    refused: answers
      .filter(([field, answer]) => answerProblem(field, answer) !== null)
      .map(([{ name }]) => name),
  }
}

function taken(rail: Rail, answers: Answers): boolean {
  try {
    checkBankAccount(rail, answers)
    return true
  } catch (error) {
    if (isOfframpError(error) && error.code === 'invalid_request') return false
    throw error
  }
}

describe.each(rails)('the form of %s', (rail) => {
  const good = goodAccounts[rail]

  test('filled in with a good account is sent, and taken', () => {
    const { sent, refused } = filledIn(rail, good)
    expect(refused).toEqual([])
    expect(taken(rail, sent)).toBe(true)
    expect(sent).toEqual(Object.fromEntries(Object.entries(good).filter(([name]) => name in sent)))
  })

  test('is one that a browser can read', async () => {
    const fields = bankFields[rail]
    const form: OfframpSession = { kind: 'form', orderId: 'o', title: 'Your bank account', fields }
    const backend = checkBackend({ createSession: async () => form } as unknown as OfframpBackend)
    expect(await backend.createSession({ orderId: 'o' })).toEqual(form)
  })

  test('asks for nothing that the server does not read, and agrees to nothing', () => {
    for (const field of bankFields[rail]) {
      expect(agreedValue(field)).toBeNull()
      expect(Object.keys({ ...good, businessName: '', street2: '' })).toContain(field.name)
    }
  })

  test('keeps nothing from the server that it would take', () => {
    // As people write numbers: grouped, hyphenated, in either case, cut short or with something in between.
    const scribbled = (value: string) =>
      fc
        .array(
          fc.tuple(fc.nat({ max: value.length }), fc.constantFrom(' ', '-', '', '0', 'A', 'z', '.', '٣')),
          {
            maxLength: 5,
          },
        )
        .map((marks) =>
          marks.reduce(
            (text, [at, mark]) => text.slice(0, at) + mark + text.slice(mark === '' ? at + 1 : at),
            value,
          ),
        )
    const typed = fc.record(
      Object.fromEntries(
        bankFields[rail].map(({ name, options }) => [
          name,
          options
            ? fc.constantFrom(...options.map(({ value }) => value), '', 'other')
            : fc.oneof(
                { weight: 4, arbitrary: fc.constant(good[name] ?? '') },
                { weight: 2, arbitrary: scribbled(good[name] ?? 'Engines Ltd') },
                {
                  weight: 1,
                  arbitrary: fc.constantFrom('', good[name]?.toLowerCase() ?? '', 'x'.repeat(130)),
                },
              ),
        ]),
      ),
    )
    let accepted = 0
    fc.assert(
      fc.property(typed, (answers) => {
        const { refused } = filledIn(rail, answers)
        const { sent } = filledIn(rail, answers)
        if (taken(rail, sent)) {
          accepted += 1
          expect(refused).toEqual([])
        }
      }),
      { numRuns: 2_000, seed: 20261121 },
    )
    // Not all were refused, which would prove nothing.
    expect(accepted).toBeGreaterThan(20)
  })
})
