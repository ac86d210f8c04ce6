import type { Money } from '../money/money.ts'
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
  | ({ kind: 'form'; orderId: OrderId } & SessionForm)
  /** The instruction is there: read the order. */
  | { kind: 'deposit'; orderId: OrderId }
  /** Nothing to do here: follow the order. */
  | { kind: 'follow'; orderId: OrderId }

/** A form as data: what is asked, and why again. */
export interface SessionForm {
  title: string
  /** Language of the title and of every word in the fields, as a BCP 47 tag; English unless told. */
  lang?: string
  /** In the order in which they are asked. Names are unique, and a `when` names a field above it. */
  fields: readonly FormField[]
  reason?: FormReason
  /** What was agreed to and what it would be now, where that is why the form is asked again. */
  changed?: PriceChange
}

/** Why a form is asked again: `price_changed` when the price fell below what was agreed to, and nothing was made. */
export type FormReason = 'price_changed'

/** What the user receives at least: as agreed to before, and as of now. */
export interface PriceChange {
  before: Money
  now: Money
}

/**
 * A question of a form. Checked by `answerProblem` for comfort and by the server for truth. A required `select` with one
 * option is something that is agreed to: it is shown as a statement and its value is sent with the answers.
 */
export interface FormField {
  name: string
  label: string
  type: 'text' | 'email' | 'tel' | 'select'
  /** Whether it must be answered wherever it is asked. */
  required: boolean
  hint?: string
  /** A JavaScript regular expression (flag `u`) that the whole trimmed answer must match. */
  pattern?: string
  /** Of the trimmed answer, in UTF-16 code units. */
  maxLength?: number
  options?: readonly { value: string; label: string }[]
  /** A token of HTML's `autocomplete`; none means `off`. */
  autocomplete?: string
  /** The keyboard that helps, as in HTML. */
  inputMode?: 'text' | 'numeric' | 'tel' | 'email'
  /** Legend of the group that it stands in, together with its neighbours of the same group. */
  group?: string
  /** Asked only while the answer to another field is this one; otherwise neither shown nor sent. */
  when?: { field: string; equals: string }
}
