import type { BindRules } from '../deposit/rules.ts'
import type { AttemptView } from './attempt.ts'
import type { OrderFacts } from './facts.ts'
import type { OrderId } from './id.ts'
import type { FlowId, ProviderId, SellRequest } from './request.ts'

/** What an order is: the wish, who sends, when it was made, the provider's rules, and everything heard. */
export interface Order {
  orderId: OrderId
  provider: ProviderId
  flow: FlowId
  request: SellRequest
  /** The account that the deposit comes from: one of the user's own, as the server knows them. */
  sender: string
  /** No signature proves that the sender is the user's: the app vouches for it. */
  senderUnproven?: true
  /** By the server's clock, in milliseconds since 1970. */
  createdAt: number
  rules: BindRules
  facts: OrderFacts
}

/** An order and the attempts at its deposit. */
export interface OrderWithAttempts extends Order {
  attempts: readonly AttemptView[]
}
