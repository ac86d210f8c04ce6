import { OfframpError } from '@offrampkit/core'
import { expect, test } from 'vitest'
import { storyForms } from '../../testing/storyForms.ts'
import { answersToSend, decidingAnswers, groupsOf, problemsOf, refusedField } from './answers.ts'

const { fields } = storyForms.unitedStates
const person = {
  routingNumber: '021001208',
  accountNumber: '000123456789',
  bankName: ' A bank ',
  holderType: 'individual',
  firstName: 'Ada',
  lastName: 'Lovelace',
  street: '33 Liberty Street',
  street2: '  ',
  city: 'New York',
  postalCode: '10045',
}

test('what is asked is sent, trimmed, with what is agreed to; nothing that is empty or not asked', () => {
  const { street2: _, ...rest } = { ...person, bankName: 'A bank' }
  const given = { ...person, businessName: 'typed before, and hidden since', constructor: 'x' }
  expect(answersToSend(fields, given)).toEqual({ ...rest, receiveAtLeast: '24.12' })
})

test('what is agreed to is what was shown, whatever a page holds under its name', () => {
  expect(answersToSend(fields, { ...person, receiveAtLeast: '999' }).receiveAtLeast).toBe('24.12')
})

test('only what is asked can be wrong, and the words hold no answer', () => {
  expect(problemsOf(fields, person)).toEqual({})
  const wrong = problemsOf(fields, { ...person, holderType: 'business', accountNumber: '12x', city: ' ' })
  expect(wrong).toEqual({ accountNumber: 'pattern', businessName: 'missing', city: 'missing' })
})

test('of the answers only those that decide what is asked are held', () => {
  expect(decidingAnswers(fields, person)).toEqual({ holderType: 'individual' })
})

test('neighbours of one group stand together', () => {
  const groups = groupsOf(fields).map(({ legend, fields: one }) => [legend, one.length])
  expect(groups).toEqual([
    [null, 1],
    [null, 1],
    [null, 1],
    ['Account holder', 4],
    ['Address of the account holder', 5],
    [null, 1],
  ])
})

test('a refusal belongs to the field that it names, if that is asked', () => {
  const refusal = (field?: string) =>
    new OfframpError({ code: 'invalid_request', message: 'No.', ...(field ? { details: { field } } : {}) })
  expect(refusedField(fields, refusal('values.city'))).toBe('city')
  expect(refusedField(fields, refusal('city'))).toBe('city')
  for (const other of [refusal('values.clabe'), refusal('values.'), refusal(), new Error('city'), null])
    expect(refusedField(fields, other)).toBeNull()
})
