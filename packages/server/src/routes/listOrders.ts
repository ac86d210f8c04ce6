import { isId } from '@offrampkit/core/order'
import { viewOf } from '../orders/view.ts'
import { invalidRequest } from '../refusals.ts'
import type { Services } from '../services.ts'
import type { PagePosition } from '../stores/store.ts'
import type { UserAsk } from './route.ts'

const pageSize = 20

/** The user's orders, newest first. Tells what is known; asks no provider. */
export async function listOrders(ask: UserAsk, { store, providers, now }: Services): Promise<unknown> {
  const after = readCursor(ask.query().get('cursor'))
  const found = await store.ordersOf(ask.user.userId, { after, limit: pageSize + 1 })
  const items = found.slice(0, pageSize)
  const last = items.at(-1)?.order
  return {
    items: items.map((stored) => viewOf(stored, providers, now())),
    next: found.length > pageSize && last ? `${last.createdAt}.${last.orderId}` : null,
  }
}

function readCursor(text: string | null): PagePosition | null {
  if (text === null) return null
  const [, createdAt, orderId] = /^(\d{1,15})\.(.{22})$/.exec(text) ?? []
  if (createdAt === undefined || !isId(orderId))
    throw invalidRequest('cursor', 'the cursor is not one of ours')
  return { createdAt: Number(createdAt), orderId }
}
