import type { ErrorWords } from './errorRow.ts'

/** For a code of the tables with a message that none of its rows has, and for codes of other pages. */
export const capaErrorCodes = {
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
    action: 'Enter the bank account again, or choose another one of yours.',
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
} as const satisfies Record<string, ErrorWords>
