import { type Random, randomUuid } from '../random.ts'
import { accountKey, type BankAccount, bankRow, isBankDetails } from './bank.ts'
import type { Refuse } from './errors.ts'
import { success } from './exact-json.ts'
import type { Fields } from './fields.ts'
import type { Receivers } from './receivers.ts'
import type { CapaUsers } from './users.ts'

/** Saved bank accounts of users and receivers, and which accounts have passed the penny test. */
export function createAccounts(ctx: {
  random: Random
  users: CapaUsers
  receivers: Receivers
  refuse: Refuse
}) {
  const saved: BankAccount[] = []
  const passed = new Set<string>()
  const { refuse } = ctx

  const wasTested = (userId: string, details: Fields) => passed.has(`${userId}:${accountKey(details)}`)

  function build(partner: string, userId: string, receiverId: string | null, details: Fields): BankAccount {
    const isVerified = details.country !== 'MX' || wasTested(userId, details)
    return { id: randomUuid(ctx.random), partner, userId, receiverId, details, isVerified }
  }

  /** The user behind the path's owner, or the refusal. */
  function ownerOf(kind: 'users' | 'receivers', id: string, partner: string): string | Response {
    if (kind === 'users') return ctx.users.find(id)?.partner === partner ? id : refuse('userOfNobody')
    const receiver = ctx.receivers.find(id)
    return receiver?.partner === partner && !receiver.deleted ? receiver.userId : refuse('receiverNotFound')
  }

  return {
    find: (id: string) => saved.find((a) => a.id === id) ?? null,
    /** An inline account: used once, not saved. */
    inline: build,
    /** Books a passed penny test. */
    markTested(bank: BankAccount) {
      passed.add(`${bank.userId}:${accountKey(bank.details)}`)
      for (const a of [bank, ...saved]) if (wasTested(a.userId, a.details)) a.isVerified = true
    },

    /** `POST /banks/{users|receivers}/{id}/accounts`. */
    save(kind: 'users' | 'receivers', id: string, body: Fields, partner: string): Response {
      const userId = ownerOf(kind, id, partner)
      if (userId instanceof Response) return userId
      if (!isBankDetails(body)) return refuse('invalidInput')
      const account = build(partner, userId, kind === 'receivers' ? id : null, body)
      saved.push(account)
      return success({ id: account.id, ...bankRow(account) }, 201)
    },

    /** `GET` of the same path, filtered by `country` and `id`. */
    list(kind: 'users' | 'receivers', id: string, query: URLSearchParams, partner: string): Response {
      const userId = ownerOf(kind, id, partner)
      if (userId instanceof Response) return userId
      const found = saved.filter(
        (a) =>
          (kind === 'receivers' ? a.receiverId === id : a.userId === id && a.receiverId === null) &&
          (query.get('country') ?? a.details.country) === a.details.country &&
          (query.get('id') ?? a.id) === a.id,
      )
      return success({ count: found.length, data: found.map((a) => ({ id: a.id, ...bankRow(a) })) })
    },

    clear() {
      saved.length = 0
      passed.clear()
    },
  }
}

export type Accounts = ReturnType<typeof createAccounts>
