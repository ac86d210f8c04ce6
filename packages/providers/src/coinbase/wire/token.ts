import * as z from 'zod/mini'
import { readAs, record, unreadable, unwrap } from '../wire.ts'

/** 48 characters were seen; what matters is that it fits into a URL unharmed. */
const tokenSchema = record({ token: z.string().check(z.regex(/^[A-Za-z0-9._~+/=-]{8,2048}$/)) })

/**
 * The session token. `channel_id` is reserved and was seen empty.
 *
 * @throws OfframpError `provider_unreadable`
 */
export function readToken(body: unknown): string {
  const read = readAs(tokenSchema, unwrap(body))
  if (read === null) throw unreadable('a session token')
  return read.token
}
