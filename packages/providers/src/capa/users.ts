import { OfframpError } from '@offrampkit/core'
import type { CallContext } from '@offrampkit/core/provider'

/**
 * Capa's id of each of the app's users: kept by the app, because Capa has no documented way to look one up. A plain
 * column beside the user does. Both methods may be called by several instances at once.
 */
export interface CapaUsers {
  /** Capa's `userId` of this user of the app, or `null`. */
  find(userId: string): Promise<string | null>
  /** Keeps it, unless one is kept already. Answers the one that is kept. */
  keep(userId: string, capaUserId: string): Promise<string>
}

/**
 * {@link CapaUsers} in memory, for tests and demonstrations: a restart forgets them, and Capa then refuses to make the
 * same user again.
 *
 * @example capa({ users: memoryCapaUsers(), … })
 */
export function memoryCapaUsers(known: Readonly<Record<string, string>> = {}): CapaUsers {
  const ids = new Map(Object.entries(known))
  return {
    find: async (userId) => ids.get(userId) ?? null,
    async keep(userId, capaUserId) {
      const kept = ids.get(userId) ?? capaUserId
      ids.set(userId, kept)
      return kept
    },
  }
}

/** @throws OfframpError `invalid_config` where the host does not say whose order it is */
export function ownerOf(call: CallContext): string {
  if (call.userId !== undefined && call.userId !== '') return call.userId
  throw new OfframpError({
    code: 'invalid_config',
    message: 'Capa was not told whose order this is.',
    why: 'It sells for verified users alone.',
    action: 'Hand the user in with every call, as the server of this kit does.',
  })
}
