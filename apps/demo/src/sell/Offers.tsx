import type { SellQuote, UnavailableQuote } from '@offrampkit/core/api'
import type { Prices } from './usePrices.ts'
import { feesText, moneyText, providerName } from './words.ts'

interface OffersProps {
  prices: Prices
  /** Whom the button sells through. */
  provider: string
  onChoose: (provider: string) => void
}

/** What each provider pays, best first; the chosen one is what the button sells through. */
export function Offers({ prices, provider, onChoose }: OffersProps) {
  const { data, error, stale } = prices
  if (error && !data)
    return (
      <p role="alert" className="note note--bad" data-testid="quote-error">
        {error.message}
      </p>
    )
  const quotes = data?.quotes ?? []
  const compared = quotes.length > 1
  return (
    <fieldset className="offers" data-testid="offers" data-stale={stale ? '' : undefined} aria-busy={stale}>
      <legend className="field__label">{compared ? 'Compare' : 'You receive'}</legend>
      {quotes.length === 0 && (
        <p className="offers__none">{stale ? 'Asking for prices…' : 'Nobody buys this here just now.'}</p>
      )}
      {quotes.map((quote, at) => (
        <Offer
          key={quote.provider}
          quote={quote}
          chosen={quote.provider === provider}
          best={compared && at === 0}
          onChoose={onChoose}
        />
      ))}
      {data && data.unavailable.length > 0 && <Unavailable list={data.unavailable} />}
    </fieldset>
  )
}

interface OfferProps {
  quote: SellQuote
  chosen: boolean
  best: boolean
  onChoose: (provider: string) => void
}

function Offer({ quote, chosen, best, onChoose }: OfferProps) {
  return (
    <label className="offer" data-testid={`offer-${quote.provider}`} data-kind={quote.kind}>
      <input
        type="radio"
        name="offer"
        className="offer__radio"
        checked={chosen}
        onChange={() => onChoose(quote.provider)}
      />
      <span className="offer__who">
        {providerName(quote.provider)}
        {best && <small className="offer__best">Best</small>}
        <small className="offer__how">
          {quote.kind === 'firm' ? 'Firm price' : 'Estimate'} · {feesText(quote.fees)}
        </small>
      </span>
      <span className="offer__sum" {...(chosen ? { 'data-testid': 'quote-receive' } : {})}>
        {moneyText(quote.receive)}
      </span>
    </label>
  )
}

const listed = new Intl.ListFormat('en', { type: 'conjunction' })

function Unavailable({ list }: { list: readonly UnavailableQuote[] }) {
  return (
    <details className="offers__others">
      <summary>No price from {listed.format(list.map(({ provider }) => providerName(provider)))}</summary>
      <ul>
        {list.map(({ provider, reason }) => (
          <li key={provider} data-testid={`unavailable-${provider}`} data-code={reason.code}>
            <b>{providerName(provider)}</b> {reason.message.split('\n')[0]}
          </li>
        ))}
      </ul>
    </details>
  )
}
