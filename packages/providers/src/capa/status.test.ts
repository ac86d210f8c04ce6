import { expect, test } from 'vitest'
import { capaStatuses, reasonOf, stateOf, stateOfEvent } from './status.ts'

/** The list page of 2026 and the one of 2025, read 2026-11-21. */
const newer =
  'FAILED COMPLETED PENDING PENDING_PAYMENT FIAT_PAYMENT_RECEIVED FIAT_RECEIVED CRYPTO_RECEIVED CRYPTO_NOT_RECEIVED COMPLETED_CRYPTO_RECEIVAL CANCELLED IN_PROGRESS BANK_TRANSFER_PENDING READY_BANK_TRANSFER AWAITING_MANUAL_CRYPTO_TRANSFER AWAITING_MANUAL_FIAT_TRANSFER PENDING_FUNDS FUNDS_RECEIVED AWAITING_FUND_TRANSFER'.split(
    ' ',
  )

test('every status of either list is known, and nothing else is', () => {
  expect([...capaStatuses].sort()).toEqual([...newer, 'EXPIRED'].sort())
  for (const word of ['', 'ON_HOLD', 'completed', 'toString', '__proto__', 'REFUNDED'])
    expect(stateOf(word)).toBe('unknown')
})

test.each([
  ['waiting', ['PENDING', 'PENDING_PAYMENT', 'PENDING_FUNDS']],
  ['received', ['CRYPTO_RECEIVED', 'COMPLETED_CRYPTO_RECEIVAL', 'FUNDS_RECEIVED']],
  [
    'processing',
    [
      'IN_PROGRESS',
      'READY_BANK_TRANSFER',
      'BANK_TRANSFER_PENDING',
      'AWAITING_MANUAL_CRYPTO_TRANSFER',
      'AWAITING_MANUAL_FIAT_TRANSFER',
      'AWAITING_FUND_TRANSFER',
    ],
  ],
  ['paid', ['COMPLETED']],
  ['failed', ['FAILED']],
  ['cancelled', ['CANCELLED']],
  ['expired', ['CRYPTO_NOT_RECEIVED', 'EXPIRED']],
  ['unknown', ['FIAT_PAYMENT_RECEIVED', 'FIAT_RECEIVED']],
] as const)('%s', (state, words) => {
  for (const word of words) expect(stateOf(word)).toBe(state)
})

test('both names of the event for a deposit, and none for what is not a sale', () => {
  expect(stateOfEvent('CRYPTO_RECEIVED_OFF_RAMP')).toBe('received')
  expect(stateOfEvent('RECEIVED_USER_CRYPTO')).toBe('received')
  expect(stateOfEvent('CREATED_OFF_RAMP')).toBe('waiting')
  expect(stateOfEvent('COMPLETED_OFF_RAMP')).toBe('paid')
  for (const event of ['CANCELLED_ON_RAMP', 'COMPLETED_ON_RAMP', 'VERIFIED_USER', 'toString', ''])
    expect(stateOfEvent(event)).toBeNull()
})

test('a failed penny test has a word of the kit, and no other reason is passed on', () => {
  expect(stateOf('CANCELLED', 'NAME_VERIFICATION_FAILED')).toBe('failed')
  expect(stateOf('CANCELLED', 'something else')).toBe('cancelled')
  expect(stateOf('COMPLETED', 'NAME_VERIFICATION_FAILED')).toBe('paid')
  expect(reasonOf('NAME_VERIFICATION_FAILED')).toBe('bank_account_not_verified')
  expect(reasonOf('of 014680260346007120')).toBeUndefined()
  expect(reasonOf(undefined)).toBeUndefined()
})
