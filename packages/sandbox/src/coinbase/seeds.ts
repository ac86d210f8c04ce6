import { type Address, getAddress } from 'viem'
import type { SandboxChain } from '../chain/describe.ts'
import type { SteeredClock } from '../clock.ts'
import { type Random, randomHex } from '../random.ts'
import { money } from './money.ts'
import type { Order } from './order.ts'
import type { OrderDraft, Orders } from './orders.ts'

/** Rows that the status list of a reference can hold without belonging to the sale in hand. */
export type SeedKind =
  | 'live'
  | 'stale'
  | 'failed'
  | 'success'
  | 'expired'
  | 'foreign'
  | 'used'
  | 'fiat'
  | 'unconfirmed'

export interface SeedRequest {
  kind: SeedKind
  ref: string
  fromAddress?: Address
  asset?: string
  network?: string
  amount?: string
  /** Any field of the order, written over what the kind gives. */
  over?: Partial<Order>
}

const HOUR = 3_600_000

/** Puts a row into the list: a second live one, a stale one, somebody else's, and so on. */
export async function seedOrder(
  ctx: { chains: readonly SandboxChain[]; orders: Orders; clock: SteeredClock; random: Random },
  request: SeedRequest,
): Promise<Order> {
  const now = ctx.clock.now()
  const stranger = getAddress(randomHex(ctx.random, 20))
  const draft: OrderDraft = {
    ref: request.ref,
    asset: request.asset ?? 'USDC',
    network: request.network ?? ctx.chains[0]?.coinbaseNetwork ?? 'base',
    amount: request.amount ?? '25',
    currency: 'USD',
    method: 'ACH_BANK_ACCOUNT',
    fromAddress: request.fromAddress ?? stranger,
    redirectUrl: '',
  }
  const started = { status: 'TRANSACTION_STATUS_STARTED', confirmedAt: now } as const
  const old = { createdAt: now - 2 * HOUR, updatedAt: now - HOUR, confirmedAt: now - 2 * HOUR }
  const kinds: Record<SeedKind, Partial<Order>> = {
    live: started,
    // Still STARTED although its time is long over: its clock is stopped by confirming it in the future.
    stale: { ...started, ...old, confirmedAt: now + 24 * HOUR },
    failed: { ...old, status: 'TRANSACTION_STATUS_FAILED' },
    success: {
      ...old,
      status: 'TRANSACTION_STATUS_SUCCESS',
      txHash: randomHex(ctx.random, 32),
      outcome: 'paid',
    },
    expired: { ...old, status: 'TRANSACTION_STATUS_EXPIRED' },
    foreign: { ...started, fromAddress: stranger },
    used: { ...started, txHash: randomHex(ctx.random, 32) },
    fiat: { ...started, shownAmount: money('23', 'EUR') },
    unconfirmed: { ...started, confirmedAt: null },
  }
  return ctx.orders.seed(draft, { ...kinds[request.kind], ...request.over })
}
