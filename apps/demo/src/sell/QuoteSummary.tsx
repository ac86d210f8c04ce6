import { useSellQuote } from '@offrampkit/react'
import { useEffect, useState } from 'react'
import type { Choice } from './useChoice.ts'

/** The price for the choice as it stands, asked for 400 ms after the last change. */
export function QuoteSummary({ choice, provider }: { choice: Choice; provider: string }) {
  const settled = useSettled(choice, 400)
  const { asset, network, amount, cashoutCurrency, country, subdivision, method } = settled
  const quote = useSellQuote({
    provider,
    asset,
    network,
    amount,
    cashoutCurrency,
    country,
    ...(subdivision ? { subdivision } : {}),
    ...(method ? { method } : {}),
    query: { refetchInterval: 15_000 },
  })
  if (quote.error)
    return (
      <p role="alert" className="note note--bad" data-testid="quote-error">
        {quote.error.message}
      </p>
    )
  // The price of the choice before is dimmed while the one of this choice is on its way.
  const stale = quote.isPlaceholderData || settled.amount !== choice.amount
  return (
    <dl
      className="quote"
      data-testid="quote"
      data-stale={stale ? '' : undefined}
      aria-busy={quote.isFetching || stale}
    >
      {(quote.data?.fees ?? [null]).map((fee) => (
        <div key={fee?.kind ?? 'fee'} className="quote__row">
          <dt>Provider fee</dt>
          <dd>{fee ? money(fee.amount.amount, fee.amount.currency) : '—'}</dd>
        </div>
      ))}
      <div className="quote__row quote__row--total">
        <dt>You receive about</dt>
        <dd data-testid="quote-receive">
          {quote.data ? money(quote.data.receive.amount, quote.data.receive.currency) : '—'}
        </dd>
      </div>
    </dl>
  )
}

/** Shown, never sent: `Intl` takes the decimal text as it is, without a float. */
function money(amount: string, currency: string): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(amount as unknown as number)
}

function useSettled<value>(value: value, ms: number): value {
  const [settled, setSettled] = useState(value)
  const key = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(key) as value), ms)
    return () => clearTimeout(timer)
  }, [key, ms])
  return settled
}
