/** Words of the list of a user's cash-outs. */
export interface HistoryMessages {
  title: string
  loading: string
  empty: { title: string; body: string }
  more: string
  loadingMore: string
  /** Above the steps of one order that was opened. */
  details: string
}

/** Words of the statement about one order. It is a receipt once it is paid, and says that it is none before. */
export interface ReceiptMessages {
  title: string
  /** In its place, for an order that is not paid. */
  notPaidTitle: string
  notPaid: string
  loading: string
  sold: string
  paidOut: string
  /** In place of the sum, where the provider did not tell it. */
  untold: string
  provider: string
  method: string
  rate: string
  /** `cash` is an estimate already, such as `≈ $0.98`. */
  rateOf(cash: string, asset: string): string
  begun: string
  arrived: string
  confirmed: string
  asOf(time: string): string
  print: string
  share: string
  copied: string
}
