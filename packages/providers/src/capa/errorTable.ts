import type { OfframpErrorCode } from '@offrampkit/core'

/** One row of Capa's error tables, and what the kit makes of it. */
export interface CapaErrorRow {
  /** Their HTTP status. */
  status: number
  /** Their code. */
  code: string
  /** Words by which their message tells this row from others of the same code. */
  says: RegExp
  /** The kit's code, its name for this very row (`details.reason`), what happened, and what to do. */
  as: OfframpErrorCode
  reason: string
  message: string
  action: string
  /** The same call may succeed later without a change. */
  retryable?: true
}

const row = (
  status: number,
  code: string,
  says: RegExp,
  as: OfframpErrorCode,
  reason: string,
  message: string,
  action: string,
  more: { retryable?: true } = {},
): CapaErrorRow => ({ status, code, says, as, reason, message, action, ...more })

const chooseReceiver = 'Choose a receiver of your own, or be paid yourself.'
const chooseAccount = 'Enter the bank account again, or choose another one of yours.'

/**
 * The three tables of https://docs.capa.fi/reference/offramppartnerv2controller_createpartnerofframp (read 2026-11-21), in their
 * order: common, verified user, endpoint. Their messages decide here and go no further.
 */
export const capaErrorTable: readonly CapaErrorRow[] = [
  row(
    401,
    'UNAUTHORIZED',
    /key is missing/i,
    'provider_rejected',
    'api_key_missing',
    'Capa was asked without an API key.',
    'Operator: set the API key of this provider.',
  ),
  row(
    401,
    'UNAUTHORIZED',
    /key format/i,
    'provider_rejected',
    'api_key_malformed',
    "The API key of this app does not have the form of Capa's keys.",
    'Operator: copy the key again, whole.',
  ),
  row(
    401,
    'UNAUTHORIZED',
    /invalid api key(?! format)/i,
    'provider_rejected',
    'api_key_refused',
    'Capa does not know the API key of this app.',
    'Operator: check the key, and that it belongs to this environment.',
  ),
  row(
    403,
    'INVALID_PARTNER_FLOW',
    /invalid flow/i,
    'provider_rejected',
    'flow_not_enabled',
    'Capa has not enabled this kind of sale for this app.',
    'Operator: ask Capa to enable off-ramps for your account.',
  ),
  row(
    400,
    'REQUIRED_USER_ID_ERROR',
    /user id/i,
    'invalid_request',
    'user_missing',
    'Capa was not told whose sale this is.',
    'Start again and identify yourself.',
  ),
  row(
    403,
    'USER_NOT_VERIFIED_ERROR',
    /kyc verification/i,
    'forbidden',
    'identity_not_verified',
    'Capa has not verified your identity yet.',
    'Complete the identity check, then continue.',
  ),
  row(
    400,
    'INVALID_USER_INPUT_ERROR',
    /invalid user input/i,
    'invalid_request',
    'input_refused',
    'Capa did not accept what was entered.',
    'Check the bank details and try again.',
  ),
  row(
    400,
    'BAD_REQUEST',
    /either quoteid/i,
    'invalid_request',
    'sale_incomplete',
    'Capa was not told completely what to sell.',
    'Start the sale again.',
  ),
  row(
    400,
    'BAD_REQUEST',
    /fiat currency/i,
    'provider_rejected',
    'currency_disabled',
    'Capa does not pay in this currency at the moment.',
    'Choose another currency.',
  ),
  row(
    400,
    'BAD_REQUEST',
    /blockchain and token/i,
    'provider_rejected',
    'asset_disabled',
    'Capa does not buy this asset on this network at the moment.',
    'Choose another asset or network.',
  ),
  row(
    400,
    'QUOTE_EXPIRED',
    /expired/i,
    'provider_rejected',
    'price_expired',
    'The price expired before the order was made.',
    'Continue once more: a new price is taken.',
    { retryable: true },
  ),
  row(
    400,
    'BAD_REQUEST',
    /not valid for off_ramp/i,
    'provider_rejected',
    'price_for_something_else',
    'The price was made for something other than a sale.',
    'Start the sale again.',
  ),
  row(
    400,
    'INVALID_TOKEN_OPERATION_ERROR',
    /stable coins/i,
    'provider_rejected',
    'only_stablecoins_at_this_size',
    'For an amount of this size Capa buys stablecoins only.',
    'Sell a smaller amount, or a stablecoin.',
  ),
  row(
    400,
    'BAD_REQUEST',
    /either userbankinformationid/i,
    'invalid_request',
    'bank_account_missing',
    'Capa was not told which bank account to pay.',
    'Enter or choose a bank account.',
  ),
  row(
    400,
    'BAD_REQUEST',
    /receiver user account/i,
    'provider_rejected',
    'receiver_not_verified',
    'Capa has not verified this receiver yet.',
    'Wait until the receiver is verified, or be paid yourself.',
  ),
  row(
    400,
    'INVALID_FIAT_AMOUNT_ERROR',
    /fiat amount/i,
    'amount_out_of_limits',
    'payout_out_of_limits',
    'The payout is outside what Capa pays out at once.',
    'Choose another amount.',
  ),
  row(
    400,
    'INVALID_TOKEN_AMOUNT_ERROR',
    /token amount/i,
    'amount_out_of_limits',
    'amount_out_of_limits',
    'The amount is outside what Capa buys at once.',
    'Choose another amount.',
  ),
  row(
    403,
    'RECEIVER_CANNOT_INITIATE_TRANSACTION',
    /cannot initiate/i,
    'forbidden',
    'receiver_cannot_sell',
    'This account at Capa can only be paid; it cannot sell.',
    'Sell with an account of your own.',
  ),
  row(
    403,
    'RECEIVER_USER_MISMATCH',
    /receiver does not belong/i,
    'forbidden',
    'receiver_of_somebody_else',
    'This receiver belongs to somebody else.',
    chooseReceiver,
  ),
  row(
    403,
    'USER_BANK_INFO_ACCESS_DENIED',
    /specified user/i,
    'forbidden',
    'bank_account_of_somebody_else',
    'This bank account belongs to somebody else.',
    chooseAccount,
  ),
  row(
    403,
    'USER_BANK_INFO_ACCESS_DENIED',
    /different partner/i,
    'forbidden',
    'bank_account_of_another_app',
    'This bank account was saved through another app.',
    chooseAccount,
  ),
  row(
    404,
    'RECEIVER_NOT_FOUND',
    /receiver not found/i,
    'provider_rejected',
    'receiver_not_found',
    'Capa does not know this receiver any more.',
    chooseReceiver,
  ),
  row(
    404,
    'USER_BANK_INFO_NOT_FOUND',
    /bank information not found/i,
    'provider_rejected',
    'bank_account_not_found',
    'Capa does not know this bank account any more.',
    chooseAccount,
  ),
]

/** For a code of the tables with a message that none of its rows has, and for codes of other pages. */
export const capaErrorCodes: Readonly<Record<string, Omit<CapaErrorRow, 'status' | 'code' | 'says'>>> = {
  UNAUTHORIZED: {
    as: 'provider_rejected',
    reason: 'unauthorized',
    message: 'Capa did not accept the API key of this app.',
    action: 'Operator: check the key and whose users it may see.',
  },
  BAD_REQUEST: {
    as: 'provider_rejected',
    reason: 'bad_request',
    message: 'Capa refused the request.',
    action: 'Check asset, network, currency and bank account, and try again.',
  },
  USER_BANK_INFO_ACCESS_DENIED: {
    as: 'forbidden',
    reason: 'bank_account_denied',
    message: 'This bank account may not be used.',
    action: chooseAccount,
  },
  KYC_TEMPLATE_NOT_CONFIGURED_ERROR: {
    as: 'provider_rejected',
    reason: 'identity_check_not_configured',
    message: 'Capa has no identity check for this country yet.',
    action: 'Operator: ask Capa to configure it.',
  },
  NOT_FOUND_ERROR: {
    as: 'provider_rejected',
    reason: 'not_found',
    message: 'Capa does not know what was asked for.',
    action: 'Start the sale again.',
  },
  TRANSACTION_NOT_FOUND: {
    as: 'provider_rejected',
    reason: 'transaction_not_found',
    message: 'Capa does not know this transaction.',
    action: 'Do not send. Start a new cash-out.',
  },
  TRANSACTION_ACCESS_DENIED: {
    as: 'provider_rejected',
    reason: 'transaction_denied',
    message: 'Capa does not show this transaction to this app.',
    action: 'Operator: check which key made it.',
  },
}
