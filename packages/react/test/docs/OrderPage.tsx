import { OfframpHistory } from '@offrampkit/react/history'
import { OfframpReceipt } from '@offrampkit/react/receipt'

/** What was sold, and a receipt of one of them. Both only read, from your backend. */
export function OrderPage({ orderId }: { orderId: string | undefined }) {
  return orderId ? <OfframpReceipt orderId={orderId} /> : <OfframpHistory />
}
