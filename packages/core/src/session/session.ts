import type { OrderId } from '../order/id.ts'
import type { OpenMode } from '../provider/flow.ts'

/** The next step towards the deposit of one order. Single use: each opening asks for a fresh one. */
export type OfframpSession =
  | {
      kind: 'open'
      orderId: OrderId
      /** Holds a secret token: never store, log or put it in a cache. */
      url: string
      modes: readonly OpenMode[]
      /** Milliseconds since 1970 until which the URL can be opened. */
      expiresAt: number | null
    }
  | { kind: 'form'; orderId: OrderId; title: string; fields: readonly FormField[]; reason?: FormReason }
  /** The instruction is there: read the order. */
  | { kind: 'deposit'; orderId: OrderId }
  /** Nothing to do here: follow the order. */
  | { kind: 'follow'; orderId: OrderId }

/** Why a form is asked again: `price_changed` when the price fell below what was agreed to, and nothing was made. */
export type FormReason = 'price_changed'

/** A question of a form. Checked here for comfort and by the server for truth. */
export interface FormField {
  name: string
  label: string
  type: 'text' | 'email' | 'tel' | 'select'
  required: boolean
  hint?: string
  /** A JavaScript regular expression that the whole value must match. */
  pattern?: string
  maxLength?: number
  options?: readonly { value: string; label: string }[]
  autocomplete?: string
}
