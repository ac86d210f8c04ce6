import { type Random, randomUuid } from '../random.ts'
import type { Refuse } from './errors.ts'
import { success } from './exact-json.ts'
import { type Fields, hasTexts, textField } from './fields.ts'
import type { CapaSettings } from './settings.ts'
import type { CapaUsers } from './users.ts'

/** Somebody who is paid on a user's behalf. */
export interface Receiver {
  id: string
  partner: string
  userId: string
  details: Fields
  verified: boolean
  deleted: boolean
}

const row = (r: Receiver) => ({ ...r.details, id: r.id, userId: r.userId })

const NEEDED = {
  INDIVIDUAL: ['firstName', 'lastName', 'countryOfBirth'],
  BUSINESS: ['businessName', 'countryOfConstitution'],
} as const

/** `POST`, `GET` and the soft `DELETE` of `/receivers` (docs.capa.fi/docs/receivers, 2026-11-21). */
export function createReceivers(ctx: {
  random: Random
  settings: CapaSettings
  users: CapaUsers
  refuse: Refuse
}) {
  const all = new Map<string, Receiver>()
  const { refuse } = ctx

  return {
    find: (id: string) => all.get(id) ?? null,

    create(body: Fields, partner: string): Response {
      const userId = textField(body, 'userId')
      if (!userId) return refuse('userIdMissing')
      if (ctx.users.find(userId)?.partner !== partner) return refuse('userOfNobody')
      const type = body.receiverType
      const needed = type === 'INDIVIDUAL' || type === 'BUSINESS' ? NEEDED[type] : null
      if (needed === null || !hasTexts(body, ['email', 'taxId', ...needed])) return refuse('invalidInput')
      const id = randomUuid(ctx.random)
      const { userId: _, ...details } = body
      const verified = ctx.settings.receiversVerified
      const made = { id, partner, userId, details, verified, deleted: false }
      all.set(id, made)
      return success(row(made), 201)
    },

    list(userId: string | null, partner: string): Response {
      const found = [...all.values()].filter(
        (r) => r.partner === partner && !r.deleted && (userId === null || r.userId === userId),
      )
      return success({ count: found.length, data: found.map(row) })
    },

    remove(id: string, partner: string): Response {
      const found = all.get(id)
      if (found === undefined || found.partner !== partner || found.deleted) return refuse('receiverNotFound')
      found.deleted = true
      return success(row(found))
    },

    clear: () => all.clear(),
  }
}

export type Receivers = ReturnType<typeof createReceivers>
