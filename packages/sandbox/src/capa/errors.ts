import type { CapaSettings } from './settings.ts'

/**
 * Every error of the create page's three tables (docs.capa.fi, reference of `POST /api/partner/v2/off-ramp`, 2026-11-21)
 * and those of the other pages, as status, code and message.
 */
export const CAPA_ERRORS = {
  keyMissing: [401, 'UNAUTHORIZED', 'API Key is missing'],
  keyFormat: [401, 'UNAUTHORIZED', 'Invalid API Key format'],
  keyInvalid: [401, 'UNAUTHORIZED', 'Invalid API Key'],
  partnerFlow: [403, 'INVALID_PARTNER_FLOW', 'The partner has an invalid flow.'],
  userIdMissing: [400, 'REQUIRED_USER_ID_ERROR', 'This endpoint requires a user id to be provided'],
  userNotVerified: [
    403,
    'USER_NOT_VERIFIED_ERROR',
    'User is not allowed to perform the operations because has not completed the KYC verification.',
  ],
  invalidInput: [400, 'INVALID_USER_INPUT_ERROR', 'Invalid User Input'],
  quoteOrFields: [
    400,
    'BAD_REQUEST',
    'Either quoteId or fiatCurrency, blockchainSymbol, tokenSymbol, and at least one of fiatAmount or cryptoAmount must be provided',
  ],
  fiatDisabled: [400, 'BAD_REQUEST', 'Fiat currency is disabled or does not exist'],
  pairDisabled: [400, 'BAD_REQUEST', 'This blockchain and token combination is disabled or does not exist'],
  quoteExpired: [400, 'QUOTE_EXPIRED', 'Quote has expired'],
  quoteOtherKind: [400, 'BAD_REQUEST', 'Quote is not valid for OFF_RAMP'],
  otcToken: [
    400,
    'INVALID_TOKEN_OPERATION_ERROR',
    'Token cannot be operated as OTC, only stable coins are allowed',
  ],
  bankMissing: [400, 'BAD_REQUEST', 'Either userBankInformationId or userBankInformation must be provided'],
  receiverNotVerified: [400, 'BAD_REQUEST', 'The receiver user account is not verified'],
  fiatRange: [
    400,
    'INVALID_FIAT_AMOUNT_ERROR',
    'Fiat amount is outside of the allowed range for OFF_RAMP. Should be between',
  ],
  tokenRange: [
    400,
    'INVALID_TOKEN_AMOUNT_ERROR',
    'Token amount is outside of the allowed range for OFF_RAMP. Should be between',
  ],
  receiverInitiates: [
    403,
    'RECEIVER_CANNOT_INITIATE_TRANSACTION',
    'Receiver accounts cannot initiate transactions directly.',
  ],
  receiverMismatch: [403, 'RECEIVER_USER_MISMATCH', 'The receiver does not belong to the specified user.'],
  bankOtherUser: [
    403,
    'USER_BANK_INFO_ACCESS_DENIED',
    'The bank information does not belong to the specified user.',
  ],
  bankOtherPartner: [
    403,
    'USER_BANK_INFO_ACCESS_DENIED',
    'The bank information belongs to a different partner.',
  ],
  receiverNotFound: [404, 'RECEIVER_NOT_FOUND', 'Receiver not found.'],
  bankNotFound: [404, 'USER_BANK_INFO_NOT_FOUND', 'User bank information not found.'],
  // Other pages: verification link, execute, cancel, users, rate limits.
  userOfNobody: [401, 'UNAUTHORIZED', 'User is not associated with the partner'],
  notFound: [404, 'NOT_FOUND_ERROR', 'Not found'],
  kycTemplate: [400, 'KYC_TEMPLATE_NOT_CONFIGURED_ERROR', 'KYC template is not configured'],
  transactionNotFound: [404, 'TRANSACTION_NOT_FOUND', 'Transaction not found'],
  transactionDenied: [403, 'TRANSACTION_ACCESS_DENIED', 'Transaction access denied'],
  transition: [400, 'BAD_REQUEST', 'Invalid transaction state transition'],
  externalIdTaken: [409, 'CONFLICT', 'externalUserId is already in use'],
  rateLimited: [429, 'TOO_MANY_REQUESTS', 'Too many requests'],
  down: [503, 'INTERNAL_SERVER_ERROR', 'Service unavailable'],
} as const satisfies Record<string, readonly [number, string, string]>

export type CapaErrorName = keyof typeof CAPA_ERRORS

/** Writes errors in the body that the settings choose; the real one is shown nowhere. */
export function capaErrors(settings: CapaSettings) {
  return (name: CapaErrorName, suffix = ''): Response => {
    const [status, code, text] = CAPA_ERRORS[name]
    const message = suffix === '' ? text : `${text} ${suffix}`
    const bodies = {
      flat: { success: false, code, message },
      nested: { success: false, error: { code, message } },
      errorCode: { statusCode: status, errorCode: code, message },
      'message-list': { statusCode: status, code, message: [message] },
    }
    return Response.json(bodies[settings.errorBody], { status })
  }
}

export type Refuse = ReturnType<typeof capaErrors>
