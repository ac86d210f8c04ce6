import type { OfframpMessages } from '../../messages/messages.ts'
import type { OfframpReceiptFacts } from '../../order/receipt.ts'

/** One line of a receipt: drawn, and shared as text. */
export interface ReceiptLine {
  name: string
  label: string
  text: string
  /** Where it can be looked at. */
  href?: string | null
  /** A number or hash that somebody may be asked for. */
  number?: boolean
  /** One of the sums that the receipt is about. */
  figure?: boolean
}

/** What a receipt says, line by line. A sum is called paid out only where the provider says so. Pure. */
export function receiptLines(receipt: OfframpReceiptFacts, messages: OfframpMessages): ReceiptLine[] {
  const { receipt: words, review, panel } = messages
  const { paid, payout, rate, sell, times } = receipt
  const provider = messages.provider(receipt.provider)
  const when = (name: string, label: string, at: number | null): (ReceiptLine | null)[] => [
    at === null ? null : { name, label, text: messages.time(at) },
  ]
  const lines: (ReceiptLine | null)[] = [
    {
      name: 'sold',
      label: paid ? words.sold : panel.youSell,
      text: messages.asset(sell.amount, sell.asset),
      figure: true,
    },
    paid
      ? {
          name: 'paid',
          label: words.paidOut,
          text: payout ? messages.cash(payout) : words.untold,
          figure: payout !== null,
        }
      : null,
    rate && {
      name: 'rate',
      label: words.rate,
      text: words.rateOf(panel.estimate(messages.cash(rate)), sell.asset),
    },
    { name: 'network', label: review.network, text: sell.networkName },
    { name: 'provider', label: words.provider, text: provider },
    paid && receipt.method
      ? { name: 'method', label: words.method, text: messages.method(receipt.method) }
      : null,
    ...when('begun', words.begun, times.begun),
    ...when('arrived', words.arrived, times.arrived),
    ...when('confirmed', words.confirmed, times.confirmed),
    { name: 'order', label: panel.orderId, text: receipt.orderId, number: true },
    receipt.providerNumber === null
      ? null
      : {
          name: 'providerNumber',
          label: panel.providerNumber(provider),
          text: receipt.providerNumber,
          number: true,
        },
    receipt.txHash === null
      ? null
      : {
          name: 'transaction',
          label: panel.transactionHash,
          text: receipt.txHash,
          href: receipt.txUrl,
          number: true,
        },
  ]
  return lines.filter((line) => line !== null)
}

/** The same as text, to be shared. Nothing of it is about a person. */
export function receiptText(title: string, stage: string, lines: readonly ReceiptLine[]): string {
  return [
    title,
    stage,
    '',
    ...lines.map(({ label, text, href }) => `${label}: ${text}${href ? `\n${href}` : ''}`),
  ].join('\n')
}
