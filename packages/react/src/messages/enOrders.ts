import type { HistoryMessages, ReceiptMessages } from './ordersMessages.ts'

/** English words of the list of cash-outs. */
export const enHistory: HistoryMessages = {
  title: 'Your cash-outs',
  loading: 'Reading your cash-outs…',
  empty: { title: 'No cash-outs yet', body: 'What you cash out is listed here, with where it stands.' },
  more: 'Show earlier ones',
  loadingMore: 'Reading…',
  details: 'Steps of this cash-out',
}

/** English words of the receipt. */
export const enReceipt: ReceiptMessages = {
  title: 'Receipt',
  notPaidTitle: 'Where this order stands',
  notPaid: 'This is no receipt: as far as we know, nothing has been paid out for this order.',
  loading: 'Reading the receipt…',
  sold: 'Sold',
  paidOut: 'Paid out',
  untold: 'Paid; the sum was not told',
  provider: 'Provider',
  method: 'Paid to',
  rate: 'Rate, all fees included',
  rateOf: (cash, asset) => `${cash} for 1 ${asset}`,
  begun: 'Begun',
  arrived: 'Deposit seen',
  confirmed: 'Payout confirmed',
  asOf: (time) => `As of ${time}`,
  print: 'Print',
  share: 'Share',
  copied: 'Copied. Paste it where you like.',
}
