export { clientIpFromHeader } from '../guards/clientIpFromHeader.ts'
export { createOfframpHandler, type OfframpHandler } from '../handler.ts'
export type { NewsListener, OrderPublished } from '../news/newsListener.ts'
export type { ErrorContext, OfframpHandlerOptions, User } from '../options.ts'
export type { Reconciled } from '../orders/reconcile.ts'
export type { ServedOrderView } from '../orders/view.ts'
export { memoryShared } from '../shared/memory.ts'
export type { Hold, Keeping, KeptValue, Pace, SharedState, Turn } from '../shared/shared.ts'
export { memoryStore } from '../stores/memory.ts'
export type {
  AttemptEvent,
  InboxEntry,
  InboxOutcome,
  InsertOutcome,
  OrderWrite,
  PagePosition,
  Store,
  StoredEvent,
  StoredOrder,
  UniqueKey,
  WriteOutcome,
} from '../stores/store.ts'
