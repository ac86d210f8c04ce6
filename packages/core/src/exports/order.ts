export {
  type AttemptPhase,
  type AttemptView,
  isSetAside,
  joinAttempts,
  type NonSendProof,
  provenUnsent,
} from '../order/attempt.ts'
export type {
  EventSource,
  OrderEvent,
  ReportEvent,
  RowEvent,
  RowField,
  RowState,
  StepEvent,
  TransferDifference,
  TransferEvent,
  TransferStanding,
} from '../order/event.ts'
export {
  merge,
  mergeFacts,
  noFacts,
  type OrderFacts,
  type RowFacts,
  type TransferFacts,
} from '../order/facts.ts'
export { type FailureReason, failureReason } from '../order/failureReason.ts'
export { firstOf, type Heard, hear, latestOf, mergeHeard, valuesOf } from '../order/heard.ts'
export { createId, idToHex, isId, type OrderId, type RandomBytes } from '../order/id.ts'
export { identityOf, type RowIdentity } from '../order/identity.ts'
export type { Order, OrderWithAttempts } from '../order/order.ts'
export type { FlowId, ProviderId, SellRequest } from '../order/request.ts'
export { candidateOf, type DepositCandidate, rowField, rowState } from '../order/row.ts'
export { mayHaveMoneyInFlight, pollAfterMs, staysOpen } from '../order/selectors.ts'
export {
  type NextAction,
  type Stage,
  type StageContext,
  type StageName,
  stageNamed,
  stageOf,
} from '../order/stage.ts'
export { corrections, isTerminal, type OrderStatus, type OrderStatusKind, statusOf } from '../order/status.ts'
export { astrayOf, depositsAt, standingOf, transfersTo } from '../order/transfer.ts'
