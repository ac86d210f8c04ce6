import { describe, expect, test } from 'vitest'
import { errorOf } from './errors.ts'
import { capaErrorTable } from './errorTable.ts'

/**
 * The seed's tables word for word, with the name that this kit gives to each row.
 * Source: https://docs.capa.fi/reference/offramppartnerv2controller_createpartnerofframp, read 2026-11-21.
 */
const rows: readonly [number, string, string, string, string][] = [
  [401, 'UNAUTHORIZED', 'API Key is missing', 'provider_rejected', 'api_key_missing'],
  [401, 'UNAUTHORIZED', 'Invalid API Key format', 'provider_rejected', 'api_key_malformed'],
  [401, 'UNAUTHORIZED', 'Invalid API Key', 'provider_rejected', 'api_key_refused'],
  [403, 'INVALID_PARTNER_FLOW', 'The partner has an invalid flow.', 'provider_rejected', 'flow_not_enabled'],
  [
    400,
    'REQUIRED_USER_ID_ERROR',
    'This endpoint requires a user id to be provided',
    'invalid_request',
    'user_missing',
  ],
  [
    403,
    'USER_NOT_VERIFIED_ERROR',
    'User is not allowed to perform the operations because has not completed the KYC verification.',
    'identity_unverified',
    'identity_not_verified',
  ],
  [400, 'INVALID_USER_INPUT_ERROR', 'Invalid User Input', 'invalid_request', 'input_refused'],
  [
    400,
    'BAD_REQUEST',
    'Either quoteId or fiatCurrency, blockchainSymbol, tokenSymbol, and at least one of fiatAmount or cryptoAmount must be provided',
    'invalid_request',
    'sale_incomplete',
  ],
  [
    400,
    'BAD_REQUEST',
    'Fiat currency is disabled or does not exist',
    'provider_rejected',
    'currency_disabled',
  ],
  [
    400,
    'BAD_REQUEST',
    'This blockchain and token combination is disabled or does not exist',
    'provider_rejected',
    'asset_disabled',
  ],
  [400, 'QUOTE_EXPIRED', 'Quote has expired', 'provider_rejected', 'price_expired'],
  [400, 'BAD_REQUEST', 'Quote is not valid for OFF_RAMP', 'provider_rejected', 'price_for_something_else'],
  [
    400,
    'INVALID_TOKEN_OPERATION_ERROR',
    'Token cannot be operated as OTC, only stable coins are allowed',
    'provider_rejected',
    'only_stablecoins_at_this_size',
  ],
  [
    400,
    'BAD_REQUEST',
    'Either userBankInformationId or userBankInformation must be provided',
    'invalid_request',
    'bank_account_missing',
  ],
  [
    400,
    'BAD_REQUEST',
    'The receiver user account is not verified',
    'provider_rejected',
    'receiver_not_verified',
  ],
  [
    400,
    'INVALID_FIAT_AMOUNT_ERROR',
    'Fiat amount is outside of the allowed range for OFF_RAMP. Should be between and ',
    'amount_out_of_limits',
    'payout_out_of_limits',
  ],
  [
    400,
    'INVALID_TOKEN_AMOUNT_ERROR',
    'Token amount is outside of the allowed range for OFF_RAMP. Should be between and ',
    'amount_out_of_limits',
    'amount_out_of_limits',
  ],
  [
    403,
    'RECEIVER_CANNOT_INITIATE_TRANSACTION',
    'Receiver accounts cannot initiate transactions directly.',
    'forbidden',
    'receiver_cannot_sell',
  ],
  [
    403,
    'RECEIVER_USER_MISMATCH',
    'The receiver does not belong to the specified user.',
    'forbidden',
    'receiver_of_somebody_else',
  ],
  [
    403,
    'USER_BANK_INFO_ACCESS_DENIED',
    'The bank information does not belong to the specified user.',
    'forbidden',
    'bank_account_of_somebody_else',
  ],
  [
    403,
    'USER_BANK_INFO_ACCESS_DENIED',
    'The bank information belongs to a different partner.',
    'forbidden',
    'bank_account_of_another_app',
  ],
  [404, 'RECEIVER_NOT_FOUND', 'Receiver not found.', 'provider_rejected', 'receiver_not_found'],
  [
    404,
    'USER_BANK_INFO_NOT_FOUND',
    'User bank information not found.',
    'provider_rejected',
    'bank_account_not_found',
  ],
]

describe("the three tables of Capa's errors", () => {
  test('have 23 rows, each with a name, a sentence and a recovery of its own', () => {
    expect(rows).toHaveLength(23)
    expect(capaErrorTable).toHaveLength(23)
    expect(new Set(capaErrorTable.map((row) => row.reason)).size).toBe(23)
    expect(new Set(capaErrorTable.map((row) => row.message)).size).toBe(23)
    for (const { message, action } of capaErrorTable) {
      expect(message).toMatch(/^[A-Z].*\.$/)
      expect(action).toMatch(/^[A-Z].*\.$/)
    }
  })

  test.each(rows)('%i %s: %s', (status, code, message, as, reason) => {
    const bodies = [
      { code, message },
      { error: { code, message } },
      { errorCode: code, message: [message] },
      { code, message: `”${message}”` },
      // A framework's own shape, without a code.
      { statusCode: status, message, error: 'Bad Request' },
    ]
    for (const body of bodies) {
      const error = errorOf({ status, body })
      expect(error.code).toBe(as)
      expect(error.details).toMatchObject({ reason, status: String(status) })
      expect(error.moneyMoved).toBe('no')
      expect(error.action).toBeTruthy()
      // Their words go no further: they may repeat what was entered.
      expect(error.message).not.toContain(message)
    }
  })

  test('an unknown text falls back to what the code says', () => {
    const reasonOf = (code: string, status: number) =>
      errorOf({ status, body: { code, message: 'Something new about 014680260346007120' } })
    expect(reasonOf('BAD_REQUEST', 400).details?.reason).toBe('bad_request')
    expect(reasonOf('UNAUTHORIZED', 401).details?.reason).toBe('unauthorized')
    expect(reasonOf('USER_BANK_INFO_ACCESS_DENIED', 403).details?.reason).toBe('bank_account_denied')
    expect(reasonOf('QUOTE_EXPIRED', 400).details?.reason).toBe('price_expired')
    expect(JSON.stringify(reasonOf('INVALID_USER_INPUT_ERROR', 400))).not.toContain('014680')
  })

  test('an unknown code, no code and no body fall back to the status', () => {
    for (const body of [
      { code: 'NEW_ERROR', message: 'x' },
      { code: 'toString' },
      'Forbidden',
      '',
      null,
      [],
      5,
    ])
      expect(errorOf({ status: 400, body })).toMatchObject({ code: 'provider_rejected' })
    expect(errorOf({ status: 401, body: '' }).details?.reason).toBe('unauthorized')
    expect(errorOf({ status: 503, body: '' }).code).toBe('provider_unavailable')
    expect(errorOf({ status: 429, body: '', retryAfterMs: 7_000 })).toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 7_000,
    })
  })

  test.each([
    ['Should be between 100 and 50000.', { min: '100', max: '50000' }],
    ['Should be between 1,000.50 MXN and 1,250,000 MXN', { min: '1000.50', max: '1250000' }],
    ['Should be between 100 and', { min: '100' }],
    ['Should be between and ', {}],
    ['Should be between 1.5e3 and -4', { min: undefined }],
  ])('limits are told where they stand in the text: %s', (text, limits) => {
    const body = {
      code: 'INVALID_FIAT_AMOUNT_ERROR',
      message: `Fiat amount is outside of the range. ${text}`,
    }
    const { details } = errorOf({ status: 400, body })
    expect({ min: details?.min, max: details?.max }).toEqual({ min: undefined, max: undefined, ...limits })
  })

  test('cancelling too late is not told as nothing having moved', () => {
    const error = errorOf({ status: 400, body: { message: 'Invalid transaction state transition' } })
    expect(error).toMatchObject({ code: 'conflict', moneyMoved: 'maybe' })
  })
})
