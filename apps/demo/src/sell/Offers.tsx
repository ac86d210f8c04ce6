import type { SellQuote, UnavailableQuote } from '@offrampkit/core/api'
import type { Prices } from './usePrices.ts'
import { countryName, feesText, moneyText, providerName } from './words.ts'

interface OffersProps {
  prices: Prices
  /** Whom the button sells through. */
  provider: string
  onChoose: (provider: string) => void
  /** Where the user is paid. */
  country: string
  /** Who does not pay there, whatever is sold. */
  absent: readonly string[]
}

/** What each provider pays, best first; the chosen one is what the button sells through. */
export function Offers({ prices, provider, onChoose, country, absent }: OffersProps) {
  const { data, error, stale, refused } = prices
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
        <p className="offers__none">
          {stale ? 'Asking for prices…' : refused ? nobody(country) : 'Nobody tells a price just now.'}
        </p>
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
      {data && data.unavailable.length > 0 && (
        <Unavailable list={data.unavailable} country={country} absent={absent} />
      )}
    </fieldset>
  )
}

const nobody = (country: string) =>
  `Nobody buys this from ${countryName(country)}. Choose another asset, amount or country.`

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
          {quote.kind === 'firm' ? 'Firm price' : 'Estimate'}
          {quote.stale && ', a moment old'} · {feesText(quote.fees)}
        </small>
      </span>
      <span className="offer__sum" {...(chosen ? { 'data-testid': 'quote-receive' } : {})}>
        {moneyText(quote.receive)}
      </span>
    </label>
  )
}

const listed = new Intl.ListFormat('en', { type: 'conjunction' })

interface UnavailableProps extends Pick<OffersProps, 'country' | 'absent'> {
  list: readonly UnavailableQuote[]
}

function Unavailable({ list, country, absent }: UnavailableProps) {
  return (
    <details className="offers__others">
      <summary>No price from {listed.format(list.map(({ provider }) => providerName(provider)))}</summary>
      <ul>
        {list.map(({ provider, reason }) => (
          <li key={provider} data-testid={`unavailable-${provider}`} data-code={reason.code}>
            <b>{providerName(provider)}</b>{' '}
            {absent.includes(provider)
              ? `does not pay in ${countryName(country)}.`
              : reason.message.split('\n')[0]}
          </li>
        ))}
      </ul>
    </details>
  )
}
