'use client'
import type { ReactNode } from 'react'
import { useLoaded } from '../../config/useLoaded.ts'
import { useMessagesSource } from '../../config/useMessagesSource.ts'
import { useOfframpConfig } from '../../config/useOfframpConfig.ts'
import { ReceiptSection } from './ReceiptSection.tsx'
import type { OfframpReceiptProps } from './receiptProps.ts'

const loadView = () => import('./ReceiptView.tsx').then(({ ReceiptView }) => ReceiptView)

/**
 * One order on paper: what was sold, what was paid out, the rate with all fees in it, times, numbers, and the transaction, to be
 * printed by itself or shared. Before the provider says that it has paid, it says where the order stands, and that it is no receipt.
 * No bank details are in it. Its code is loaded when it is first shown.
 *
 * @example <OfframpReceipt orderId={orderId} />
 */
export function OfframpReceipt(props: OfframpReceiptProps): ReactNode {
  const config = useOfframpConfig({ config: props.config })
  const source = useMessagesSource(config)
  const { loaded, failed, retry } = useLoaded(source, loadView)
  if (loaded) return <loaded.parts {...props} config={config} messages={loaded.messages} />
  if (!failed) return <ReceiptSection {...props} state="loading" />
  return (
    <ReceiptSection {...props} state="failed">
      <button type="button" className="ofk-button" onClick={retry}>
        {source.button.failedToLoad}
      </button>
    </ReceiptSection>
  )
}
