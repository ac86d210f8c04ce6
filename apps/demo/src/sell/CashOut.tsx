import { type AssetRegistry, evmChainId } from '@offrampkit/core'
import { OfframpButton } from '@offrampkit/react'
import { useConnection } from 'wagmi'
import { useSession } from '../wallet/session.ts'
import { AmountField } from './AmountField.tsx'
import { AssetField } from './AssetField.tsx'
import { amountProblem } from './amountProblem.ts'
import { PayoutFields } from './PayoutFields.tsx'
import { QuoteSummary } from './QuoteSummary.tsx'
import { useChoice } from './useChoice.ts'

/** The card: choose, see the price, cash out. Everything after the click is the kit's. */
export function CashOut({ registry, provider }: { registry: AssetRegistry; provider: string }) {
  const { choice, change, options } = useChoice(registry, provider)
  const { address } = useConnection()
  const session = useSession()
  const signedIn =
    session.data?.addresses.some((known) => known.toLowerCase() === address?.toLowerCase()) ?? false
  const asset = registry.bySymbol(choice.network, choice.asset)
  const chainId = evmChainId(choice.network)
  const complete =
    amountProblem(choice.amount, asset) === null &&
    chainId !== null &&
    choice.method !== '' &&
    choice.cashoutCurrency !== ''

  return (
    <div className="stage">
      <section className="intro">
        <h1>From your wallet to your bank.</h1>
        <p>
          Choose what to sell. The provider tells where to send it, you check every digit, and your own wallet
          signs. Nobody else ever holds your keys.
        </p>
        <ol className="steps">
          <li>Confirm the sale with the provider</li>
          <li>Review the exact deposit here</li>
          <li>Sign once in your wallet</li>
        </ol>
      </section>

      <section className="card" aria-label="Cash out">
        <AmountField choice={choice} asset={asset} onChange={change} />
        <AssetField choice={choice} options={options.data} registry={registry} onChange={change} />
        <PayoutFields choice={choice} options={options.data} onChange={change} />
        {complete && signedIn && <QuoteSummary choice={choice} provider={provider} />}
        {options.error && (
          <p role="alert" className="note note--bad">
            {options.error.message}
          </p>
        )}
        <div className="card__action">
          {chainId !== null && (
            <OfframpButton
              provider={provider}
              asset={choice.asset}
              chainId={chainId}
              amount={choice.amount}
              cashoutCurrency={choice.cashoutCurrency}
              country={choice.country}
              {...(choice.subdivision ? { subdivision: choice.subdivision } : {})}
              {...(choice.method ? { method: choice.method } : {})}
              disabled={!complete || !signedIn}
            />
          )}
          {!signedIn && (
            <p className="note" data-testid="sign-in-note">
              {address ? 'Sign in to prove this wallet is yours.' : 'Connect a wallet to begin.'}
            </p>
          )}
        </div>
      </section>
    </div>
  )
}
