import { getAddress } from 'viem'
import type { ChainWatcher } from '../chain/watch.ts'
import type { SteeredClock } from '../clock.ts'
import { toFixed } from '../decimal.ts'
import { type Random, randomHex, randomUuid } from '../random.ts'
import type { Accounts } from './accounts.ts'
import { LOCAL_CHAINS } from './catalog.ts'
import type { OrderDraft } from './create-order.ts'
import type { Refuse } from './errors.ts'
import { success } from './exact-json.ts'
import { type Fields, textField } from './fields.ts'
import { CANCELLABLE, createCapaLifecycle } from './lifecycle.ts'
import { type CapaOrder, orderRow, statusOf } from './order.ts'
import type { CapaSettings } from './settings.ts'

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** An address of Solana: 32 bytes in base58, each leading zero byte a `1` (https://solana.com/docs/core/accounts, 2026-11-21). */
function solanaAddress(random: Random): string {
  const hex = randomHex(random, 32).slice(2)
  let text = ''
  for (let rest = BigInt(`0x${hex}`); rest > 0n; rest /= 58n) text = `${BASE58[Number(rest % 58n)]}${text}`
  const zeros = /^(?:00)*/.exec(hex)?.[0] ?? ''
  return '1'.repeat(zeros.length / 2) + text
}

export interface CapaOrdersContext {
  watchers: ReadonlyMap<string, ChainWatcher>
  clock: SteeredClock
  random: Random
  settings: CapaSettings
  accounts: Accounts
  refuse: Refuse
  notify(order: CapaOrder, event: string): void
}

/** All off-ramps, newest last, and the calls about them. Memory only; nothing is idempotent but cancel. */
export function createCapaOrders(ctx: CapaOrdersContext) {
  const all: CapaOrder[] = []
  const { settings, refuse } = ctx
  const lifecycle = createCapaLifecycle({ ...ctx, orders: all })

  /** A fresh address, watched where this sandbox runs the chain. */
  async function depositAddress(chain: string): Promise<string> {
    if (chain === 'SOL') return solanaAddress(ctx.random)
    const address = getAddress(randomHex(ctx.random, 20))
    await ctx.watchers.get(LOCAL_CHAINS[chain] ?? '')?.watch(address)
    return address
  }

  function mockOf(cryptoAmount: bigint): CapaOrder['mock'] {
    if (!settings.mockTesting) return null
    const ends = { '01': 'completed', '02': 'cancelled', '03': 'expired' } as const
    for (const [cents, state] of Object.entries(ends))
      if (cryptoAmount === toFixed(`${settings.mockBase}.${cents}`)) return state
    return null
  }

  /** The order of this id, or the refusal. */
  function find(id: string, partner: string): CapaOrder | Response {
    const order = all.find((o) => o.id === id)
    if (order === undefined) return refuse('transactionNotFound')
    return order.partner === partner ? order : refuse('transactionDenied')
  }

  return {
    all: () => all as readonly CapaOrder[],
    find: (id: string) => all.find((o) => o.id === id) ?? null,
    lifecycle,

    /** `POST /off-ramp`. A repeated call makes a second order. */
    async create(draft: OrderDraft): Promise<Response> {
      const { price, wish, partner, userId, receiverId, chain, bank } = draft
      const order: CapaOrder = {
        id: randomUuid(ctx.random),
        partner,
        userId,
        receiverId,
        state: 'waiting',
        shownStatus: null,
        chain,
        token: wish.token,
        fiat: wish.fiat,
        cryptoAmount: price.cryptoAmount,
        fiatAmount: price.fiatAmount,
        rate: price.rate,
        premiumSpread: wish.premiumSpread,
        bank,
        depositAddress: await depositAddress(chain),
        deposit: null,
        executedHash: null,
        executed: false,
        createdAt: ctx.clock.now(),
        completedAt: null,
        receivedAt: null,
        mock: mockOf(price.cryptoAmount),
        cancellationReason: null,
      }
      all.push(order)
      ctx.notify(order, 'CREATED_OFF_RAMP')
      return success(orderRow(order, settings, 'create'), 201)
    },

    /** `POST /off-ramp/execute`. */
    execute(body: Fields, partner: string): Response {
      const id = textField(body, 'transactionId')
      const hash = textField(body, 'transactionHash')
      if (!id || hash === undefined) return refuse('invalidInput')
      const order = find(id, partner)
      if (order instanceof Response) return order
      order.executed = true
      order.executedHash = hash ?? order.executedHash
      lifecycle.advance(ctx.clock.now())
      return success({ id: order.id, status: statusOf(order, settings) })
    },

    /** `GET /transactions`: newest first, 20 unless told, at most 100. */
    list(query: URLSearchParams, partner: string): Response {
      const number = (name: string, fallback: number) =>
        query.has(name) ? Number(query.get(name)) : fallback
      const [skip, limit] = [number('skip', 0), number('limit', 20)]
      if (!Number.isSafeInteger(skip) || skip < 0 || !Number.isSafeInteger(limit) || limit < 1 || limit > 100)
        return refuse('invalidInput')
      const asks = (name: string, value: string | null) => (query.get(name) ?? value) === value
      const found = all.filter(
        (o) =>
          o.partner === partner &&
          asks('id', o.id) &&
          asks('userId', o.userId) &&
          asks('receiverId', o.receiverId) &&
          asks('status', statusOf(o, settings)) &&
          asks('type', 'OFF_RAMP') &&
          asks('fiatCurrency', o.fiat),
      )
      if (query.get('sortOrder')?.toLowerCase() !== 'asc') found.reverse()
      const data = found.slice(skip, skip + limit).map((o) => orderRow(o, settings, 'list'))
      return success({ count: found.length, data })
    },

    /** `PUT /transactions/{id}/cancel`: idempotent. */
    cancel(id: string, partner: string): Response {
      const order = find(id, partner)
      if (order instanceof Response) return order
      if (order.state !== 'cancelled') {
        if (!CANCELLABLE.includes(order.state)) return refuse('transition')
        lifecycle.end(order, 'cancelled', ctx.clock.now(), 'CANCELLED_BY_PARTNER')
      }
      return success({ id: order.id, userId: order.userId, status: statusOf(order, settings) })
    },

    clear() {
      all.length = 0
      lifecycle.clear()
    },
  }
}

export type CapaOrders = ReturnType<typeof createCapaOrders>
