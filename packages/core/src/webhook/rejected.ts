import { OfframpError } from '../errors/offrampError.ts'

/** Why a webhook was turned away: a word for the log of the server, never an answer to the caller. */
export type WebhookRejection =
  | 'no_secret'
  | 'too_large'
  | 'bad_header'
  | 'bad_body'
  | 'too_old'
  | 'too_new'
  | 'bad_signature'
  | 'unreadable'

const messages: Record<WebhookRejection, string> = {
  no_secret: 'No secret or key is configured for this webhook.',
  too_large: 'The webhook is empty, or larger than 64 kB.',
  bad_header: 'The signature header is missing or malformed.',
  bad_body: 'The webhook has no body that can be read, or holds no signature.',
  too_old: 'The webhook was signed too long ago.',
  too_new: 'The webhook was signed in the future.',
  bad_signature: 'No configured secret or key made this signature.',
  unreadable: 'The signature could not be checked.',
}

/** The one answer to every webhook that is not proven to be genuine. `details.reason` says why. */
export function rejected(reason: WebhookRejection, cause?: unknown): OfframpError {
  return new OfframpError({
    code: 'webhook_rejected',
    message: messages[reason],
    why: 'A forged message could name a wrong deposit address, so nothing in it was used.',
    action:
      'Check the secret or key of this webhook. Until it fits, orders go on where the provider can be asked about them; where it only sends news, they wait for it.',
    details: { reason },
    ...(cause === undefined ? {} : { cause }),
  })
}
