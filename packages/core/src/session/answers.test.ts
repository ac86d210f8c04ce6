import { describe, expect, test } from 'vitest'
import { agreedValue, answerOf, answerProblem, askedFields } from './answers.ts'
import type { FormField } from './session.ts'

const text = (name: string, more: Partial<FormField> = {}): FormField => ({
  name,
  label: name,
  type: 'text',
  required: true,
  ...more,
})
const select = (name: string, ...values: string[]): FormField =>
  text(name, { type: 'select', options: values.map((value) => ({ value, label: value })) })

describe('what is asked', () => {
  const holder = [
    select('holder', 'person', 'company'),
    text('first', { when: { field: 'holder', equals: 'person' } }),
    text('company', { when: { field: 'holder', equals: 'company' } }),
    text('trade', { when: { field: 'company', equals: 'Engines' } }),
  ]
  const names = (answers: Record<string, string>) => askedFields(holder, answers).map(({ name }) => name)

  test('depends on the answers to other questions', () => {
    expect(names({})).toEqual(['holder'])
    expect(names({ holder: 'person' })).toEqual(['holder', 'first'])
    expect(names({ holder: 'company', company: ' Engines ' })).toEqual(['holder', 'company', 'trade'])
  })

  test('never on an answer to one that is not asked any more', () => {
    expect(names({ holder: 'person', company: 'Engines' })).toEqual(['holder', 'first'])
  })

  test('also on what is only agreed to', () => {
    const fields = [select('kind', 'new'), text('a', { when: { field: 'kind', equals: 'new' } })]
    expect(askedFields(fields, {})).toHaveLength(2)
  })

  test('is not led astray by what every object inherits', () => {
    const fields = [text('toString'), text('b', { when: { field: 'toString', equals: '' } })]
    expect(askedFields(fields, {})).toHaveLength(2)
    expect(answerOf(text('constructor'), {})).toBe('')
  })
})

test('one option that must be taken is agreed to; one that may be taken is a choice', () => {
  expect(agreedValue(select('atLeast', '412.35'))).toBe('412.35')
  expect(answerOf(select('atLeast', '412.35'), { atLeast: '500' })).toBe('412.35')
  expect(agreedValue(select('bank', 'a', 'b'))).toBeNull()
  expect(agreedValue({ ...select('bank', 'a'), required: false })).toBeNull()
  expect(agreedValue(select('bank'))).toBeNull()
})

describe('an answer', () => {
  test.each([
    ['is needed', text('a'), '  ', 'missing'],
    ['may be missing', text('a', { required: false, pattern: '\\d+' }), '', null],
    ['has a length', text('a', { maxLength: 3 }), ' 1234 ', 'too_long'],
    ['has a length without the space around it', text('a', { maxLength: 3 }), '  123  ', null],
    ['has a form, as a whole', text('a', { pattern: '\\d{3}|x' }), '1234', 'pattern'],
    ['has a form', text('a', { pattern: '\\d{3}|x' }), ' 123 ', null],
    ['has no form that cannot be read', text('a', { pattern: '(' }), 'anything', null],
    ['is one of those offered', select('a', 'x', 'y'), 'z', 'not_offered'],
    ['is one of those offered, of none too', text('a', { type: 'select' }), 'z', 'not_offered'],
    ['is an address with an @', text('a', { type: 'email' }), 'ada.example', 'not_email'],
    ['is an address that the server judges', text('a', { type: 'email' }), 'ada@example.org', null],
  ] as const)('%s', (_, field, answer, problem) => {
    expect(answerProblem(field, answer)).toBe(problem)
  })
})
