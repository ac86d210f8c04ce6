import type { NetworkId } from '../network/network.ts'
import type { RowField, RowState } from '../order/event.ts'

/** What a provider's row must satisfy to be paid: data, so that the same rules run on the server and in the browser. */
export interface BindRules {
  /** States in which the provider still waits for the deposit. */
  states: readonly RowState[]
  /** Fields that must be there. */
  required: readonly RowField[]
  /** A row made earlier than this many ms before our order is somebody else's or stale. `null`: rows carry no time. */
  createdBeforeMs: number | null
  /** A row dated further than this into the future is refused. */
  createdAfterMs: number
  /** How long the provider waits from the row's `createdAt`, in ms. `null`: the row itself says until when, or nothing does. */
  windowMs: number | null
  /** Stop this many ms before the provider's deadline. */
  marginMs: number
  /** What the row's sender must be. */
  sender: 'must_equal' | 'equal_if_given' | 'ignored'
  /** Networks on which the sender is not compared (Bitcoin and its kin change it by nature). */
  senderIgnoredOn: readonly NetworkId[]
  /** Whether the amount's currency must be given and equal the asset. */
  amountCurrency: 'must_equal_asset' | 'equal_if_given'
  /** A row may be there before the user confirmed anything: none is paid until they came back, or said that they are done. */
  afterReturn?: boolean
  /**
   * The row's id is the order's own, as 32 hex characters: then it alone says whose the row is, however old it looks and
   * whoever sends, and a row under another id is nobody's business here.
   */
  rowId?: 'order_hex'
  /** What must be as the user asked for it: a row that tells anything else is refused. Else the difference is shown. */
  asAsked?: readonly ('amount' | 'asset' | 'network')[]
  /** Fields of which a second, different value stops the order: a changed address is an attack or a mistake. */
  frozen: readonly RowField[]
}
