import { BoundedMap } from '../bounded-map.ts'
import type { SteeredClock } from '../clock.ts'
import { type Random, randomToken, randomUuid } from '../random.ts'
import type { Refuse } from './errors.ts'
import { success } from './exact-json.ts'
import { type Fields, textField } from './fields.ts'
import type { CapaSettings } from './settings.ts'

/** Only `VERIFIED` is documented; the others follow the names of the KYC events. */
export type KycResult = 'PENDING' | 'VERIFIED' | 'REJECTED' | 'REVIEW_NEEDED'

export type KycEvent = 'CREATED_KYC' | 'VERIFIED_USER' | 'REJECTED_KYC' | 'REVIEW_NEEDED_KYC'

export interface CapaUser {
  id: string
  partner: string
  type: 'INDIVIDUAL' | 'BUSINESS'
  email: string
  externalUserId: string | null
  /** `null` until a link was made. */
  kyc: KycResult | null
}

interface KycLink {
  userId: string
  redirectUri: string | null
  expiresAt: number
}

const EVENT_OF: Record<KycResult, KycEvent> = {
  PENDING: 'CREATED_KYC',
  VERIFIED: 'VERIFIED_USER',
  REJECTED: 'REJECTED_KYC',
  REVIEW_NEEDED: 'REVIEW_NEEDED_KYC',
}

/** Users of all partners, their verification and its links. */
export function createUsers(ctx: {
  publicUrl: string
  clock: SteeredClock
  random: Random
  settings: CapaSettings
  refuse: Refuse
  notifyKyc(user: CapaUser, event: KycEvent): void
}) {
  const users = new Map<string, CapaUser>()
  const links = new BoundedMap<string, KycLink>(1000)
  const { refuse } = ctx

  function setKyc(user: CapaUser, result: KycResult) {
    if (user.kyc === result) return
    user.kyc = result
    ctx.notifyKyc(user, EVENT_OF[result])
  }

  return {
    all: () => [...users.values()],
    find: (id: string) => users.get(id) ?? null,
    setKyc,

    /** `POST /users`. */
    create(body: Fields, partner: string): Response {
      const type = textField(body, 'type')
      const email = textField(body, 'email')
      const externalUserId = textField(body, 'externalUserId')
      const known = type === 'INDIVIDUAL' || type === 'BUSINESS'
      if (!known || !email || !/^[^@\s]+@[^@\s]+$/.test(email) || externalUserId === undefined)
        return refuse('invalidInput')
      const taken = [...users.values()].some(
        (u) => u.partner === partner && externalUserId !== null && u.externalUserId === externalUserId,
      )
      if (taken) return refuse('externalIdTaken')
      const id = randomUuid(ctx.random)
      users.set(id, { id, partner, type, email, externalUserId, kyc: null })
      return success({ userId: id }, 201)
    },

    /** `POST /users/{userId}/kyc/verification-link` and its `kyb` twin. */
    createLink(userId: string, body: Fields, partner: string): Response {
      const user = users.get(userId)
      if (user === undefined) return refuse('notFound')
      if (user.partner !== partner) return refuse('userOfNobody')
      if (ctx.settings.kycTemplateMissing) return refuse('kycTemplate')
      const redirectUri = textField(body, 'partnerRedirectUri')
      if (!textField(body, 'country') || redirectUri === undefined) return refuse('invalidInput')
      const token = randomToken(ctx.random, 24)
      links.set(token, { userId, redirectUri, expiresAt: ctx.clock.now() + ctx.settings.kycLinkLifeMs })
      if (user.kyc === null) setKyc(user, 'PENDING')
      return success({ kycLink: `${ctx.publicUrl}/capa/kyc/${token}` })
    },

    /** `GET /kyc/details`: the old envelope. The real one holds identity papers as well. */
    details(userId: string | null, partner: string): Response {
      if (userId === null || userId === '') return refuse('userIdMissing')
      const user = users.get(userId)
      if (user === undefined) return refuse('notFound')
      if (user.partner !== partner) return refuse('userOfNobody')
      return Response.json({ status: 'ok', data: { aipriseSummary: { verificationResult: user.kyc } } })
    },

    /** The user behind a link that is still good. */
    ofLink(token: string): { user: CapaUser; redirectUri: string | null } | null {
      const link = links.get(token)
      const user = link && link.expiresAt > ctx.clock.now() ? users.get(link.userId) : undefined
      return link && user ? { user, redirectUri: link.redirectUri } : null
    },
    consume: (token: string) => links.delete(token),

    clear() {
      users.clear()
      links.clear()
    },
  }
}

export type CapaUsers = ReturnType<typeof createUsers>
