import { OfframpError } from '@offrampkit/core'
import type { User } from '../options.ts'

/** @throws OfframpError `unauthenticated` */
export function requireUser(user: User | null): User {
  if (user && typeof user.userId === 'string' && user.userId !== '' && Array.isArray(user.addresses))
    return user
  throw new OfframpError({
    code: 'unauthenticated',
    message: 'You are not signed in.',
    why: 'An order belongs to somebody, and only they may see it.',
    action: 'Sign in, then try again.',
  })
}
