export { clientIpFromHeader } from '../guards/clientIpFromHeader.ts'
export { createOfframpHandler, type OfframpHandler } from '../handler.ts'
export { jsonLog } from '../log/jsonLog.ts'
export type { LogRecord } from '../log/record.ts'
export type { NewsListener, OrderPublished } from '../news/newsListener.ts'
export type { ErrorContext, OfframpHandlerOptions, User, UserAccount } from '../options.ts'
export type { Reconciled, ReconcileOptions } from '../orders/reconcile.ts'
export type { ServedOrderView } from '../orders/view.ts'
export { type CronRouteOptions, cronRoute } from '../schedule/cronRoute.ts'
export { scheduled } from '../schedule/scheduled.ts'
export {
  type Reconciling,
  type StartReconcilingOptions,
  startReconciling,
} from '../schedule/startReconciling.ts'
export { memoryShared } from '../shared/memory.ts'
export type { Hold, Keeping, KeptValue, Pace, SharedState, Turn } from '../shared/shared.ts'
export { type MemoryStoreOptions, memoryStore } from '../stores/memory.ts'
export type {
  AttemptEvent,
  ClaimOutcome,
  DueClaim,
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
export type { UserLimits } from '../userLimits.ts'
