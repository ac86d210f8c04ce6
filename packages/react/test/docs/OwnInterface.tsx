import { useOfframpDeposit, useOfframpSession, useOfframpStatus, useSellQuote } from '@offrampkit/react'
import { useState } from 'react'
import { useConnection } from 'wagmi'

const sale = {
  provider: 'coinbase',
  asset: 'USDC',
  chainId: 8453,
  amount: '25',
  cashoutCurrency: 'USD',
  country: 'US',
  subdivision: 'NY',
} as const

/** A sale without any component of the kit. */
export function OwnInterface() {
  const { address } = useConnection()
  const [orderId, setOrderId] = useState<string>()
  const quote = useSellQuote(sale)
  const session = useOfframpSession()
  const status = useOfframpStatus({ orderId })
  const deposit = useOfframpDeposit({ orderId })

  function begin() {
    if (!address) return
    // In the click itself: after an await browsers block windows.
    const opened = window.open('about:blank', '_blank', 'popup,width=460,height=720')
    session.mutate(
      { ...sale, sender: address },
      {
        onSuccess({ step }) {
          setOrderId(step.orderId)
          if (step.kind === 'open') opened?.location.replace(step.takeUrl() ?? 'about:blank')
          else opened?.close()
        },
        onError: () => opened?.close(),
      },
    )
  }

  const stage = status.data?.stage
  if (!stage)
    return (
      <button type="button" disabled={!address} onClick={begin}>
        Sell 25 USDC for {quote.data?.receive.amount ?? '…'} USD
      </button>
    )
  return (
    <>
      <p role="status">
        {stage.name}; money moved: {stage.moneyMoved}
      </p>
      {deposit.state === 'failed' && <p role="alert">{deposit.error.message}</p>}
      {deposit.state === 'ready' ? (
        <button type="button" onClick={deposit.send}>
          Send {deposit.armed.instruction.amount} to {deposit.armed.instruction.to}
        </button>
      ) : (
        stage.canSend && (
          <button type="button" onClick={deposit.arm}>
            Review
          </button>
        )
      )}
    </>
  )
}
