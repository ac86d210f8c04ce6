import type { AssetRegistry } from '@offrampkit/core'
import { OfframpButton } from '@offrampkit/react'
import type { SaleChoice } from '@offrampkit/react/card'
import { useConnection } from 'wagmi'
import { useSession } from '../wallet/session.ts'
import { AmountField } from './AmountField.tsx'
import { AssetField } from './AssetField.tsx'
import { amountProblem } from './amountProblem.ts'
import { Offers } from './Offers.tsx'
import { PayoutFields } from './PayoutFields.tsx'
import { useChoice } from './useChoice.ts'
import { usePrices } from './usePrices.ts'
import { useSeller } from './useSeller.ts'
import { providerName } from './words.ts'

/** The card: choose, compare the prices, cash out. Everything after the click is the kit's. */
export function CashOut({ registry, providers }: { registry: AssetRegistry; providers: readonly string[] }) {
  const { choice, change, options } = useChoice(registry, providers)
  const { address } = useConnection()
  const session = useSession()
  const signedIn =
    session.data?.addresses.some((known) => known.toLowerCase() === address?.toLowerCase()) ?? false
  const asset = registry.bySymbol(choice.network, choice.asset)
  const complete =
    asset !== null &&
    options.data !== undefined &&
    amountProblem(choice.amount, asset) === null &&
    choice.cashoutCurrency !== ''
  const priced = complete && signedIn
  const prices = usePrices(choice, providers, priced)
  const { provider, choose, elsewhere } = useSeller(providers, options.serving, prices)

  /** Another sale is another comparison: what was chosen for this one says nothing about it. */
  function onChange(next: Partial<SaleChoice>) {
    if (Object.keys(next).some((name) => name !== 'amount')) choose(null)
    change(next)
  }

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
        <AmountField choice={choice} asset={asset} onChange={onChange} />
        <AssetField choice={choice} options={options.data} registry={registry} onChange={onChange} />
        <PayoutFields choice={choice} options={options.data} onChange={onChange} />
        {priced && (
          <Offers
            prices={prices}
            provider={provider}
            onChoose={choose}
            country={choice.country}
            absent={options.absent}
          />
        )}
        {options.error && (
          <p role="alert" className="note note--bad">
            {options.error.message}
          </p>
        )}
        {/* From the click on it is this provider's sale, whatever the next prices say. */}
        <div className="card__action" onClickCapture={() => choose(provider)}>
          <OfframpButton
            key={provider}
            provider={provider}
            asset={choice.asset}
            network={choice.network}
            amount={choice.amount}
            cashoutCurrency={choice.cashoutCurrency}
            country={choice.country}
            {...(choice.subdivision ? { subdivision: choice.subdivision } : {})}
            {...(choice.method ? { method: choice.method } : {})}
            disabled={!priced || prices.refused || (providers.length > 1 && prices.stale)}
          />
          {!signedIn && (
            <p className="note" data-testid="sign-in-note">
              {address ? 'Sign in to prove this wallet is yours.' : 'Connect a wallet to begin.'}
            </p>
          )}
          {elsewhere.map((order) => (
            <button
              key={order.provider}
              type="button"
              className="link"
              data-testid={`resume-${order.provider}`}
              onClick={() => choose(order.provider)}
            >
              An order with {providerName(order.provider)} is open. Show it.
            </button>
          ))}
        </div>
      </section>
    </div>
  )
}
