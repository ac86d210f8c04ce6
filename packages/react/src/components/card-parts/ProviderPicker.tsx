'use client'
import type { SellQuote, UnavailableQuote } from '@offrampkit/core/api'
import { type ReactNode, useId } from 'react'
import type { CardQuotes } from '../../card/cardView.ts'
import { Bone } from '../../flow/Bone.tsx'
import { Icon } from '../../flow/Icon.tsx'
import { drawPart, type PartProps } from '../../parts/part.tsx'
import { type CardParameter, feesText, isOfAmount, namesIn, problemText } from './cardWords.ts'

export type ProviderPickerState = {
  state: CardQuotes['state']
  /** The prices are not about the sale as it stands. */
  stale: boolean
}
export type ProviderPickerProps = CardParameter & PartProps<ProviderPickerState, 'fieldset'>

/**
 * What each provider pays, best first, with its fees, and why the others have no price. Each has its line from the start, so that
 * nothing moves when prices come. Who pays most is chosen until the user chooses.
 *
 * @example <ProviderPicker card={card} />
 */
export function ProviderPicker({ card, ...props }: ProviderPickerProps): ReactNode {
  const id = useId()
  const { messages, prices, providers, provider, problem } = card
  if (!messages) return null
  const { quotes, unavailable, state, fresh } = prices
  const empty = state === 'empty'
  const known = new Set([...quotes, ...unavailable].map((one) => one.provider))
  const others = providers.filter((one) => empty || !known.has(one))
  const wrong = problem && !isOfAmount(problem) ? problemText(problem, messages) : null
  const own = {
    className: 'ofk-offers',
    'aria-busy': state === 'waiting' || (state === 'priced' && !fresh),
    children: (
      <>
        <legend className="ofk-label">{messages.card.compare}</legend>
        <div className="ofk-offers-list">
          {!empty &&
            quotes.map((quote, at) => (
              <Offer
                key={quote.provider}
                card={card}
                quote={quote}
                name={id}
                chosen={quote.provider === provider}
                best={at === 0 && quotes.length > 1}
              />
            ))}
          {!empty && unavailable.map((one) => <Without key={one.provider} card={card} told={one} />)}
          {others.map((one) => (
            <div key={one} className="ofk-offer" data-waiting="">
              <span className="ofk-offer-who">
                <bdi>{messages.provider(one)}</bdi>
                <small className="ofk-fine">{empty ? '\u00a0' : <Bone />}</small>
              </span>
            </div>
          ))}
        </div>
        {/* As high with words as without. */}
        <p className="ofk-offers-note" role="status">
          {wrong ? (
            <span className="ofk-problem">
              <Icon name="alert" /> {wrong}
            </span>
          ) : empty ? (
            messages.card.empty
          ) : state === 'waiting' ? (
            messages.card.asking
          ) : state === 'nobody' ? (
            messages.card.nobody
          ) : null}
          {(problem?.code === 'unread' || (state === 'nobody' && !problem)) && (
            <button type="button" className="ofk-mini" onClick={prices.retry}>
              {messages.actions.tryAgain}
            </button>
          )}
        </p>
      </>
    ),
  }
  return drawPart<ProviderPickerState, 'fieldset'>('fieldset', own, props, {
    state,
    stale: state === 'priced' && !fresh,
  })
}

function Offer(
  props: CardParameter & { quote: SellQuote; name: string; chosen: boolean; best: boolean },
): ReactNode {
  const { card, quote, name, chosen, best } = props
  const { messages } = card
  if (!messages) return null
  const { card: words } = messages
  return (
    <label className="ofk-offer" data-kind={quote.kind} data-chosen={chosen ? '' : undefined}>
      <input
        type="radio"
        className="ofk-offer-radio"
        name={name}
        value={quote.provider}
        checked={chosen}
        onChange={() => card.chooseProvider(quote.provider)}
      />
      <span className="ofk-offer-who">
        <span>
          <bdi>{messages.provider(quote.provider)}</bdi>
          {best && <small className="ofk-badge">{words.best}</small>}
        </span>
        <small className="ofk-fine">
          {quote.kind === 'firm' ? words.firm : words.estimate}
          {quote.stale && `, ${messages.panel.momentOld}`} · {feesText(quote, messages)}
        </small>
      </span>
      <bdi className="ofk-offer-sum">{messages.cash(quote.receive)}</bdi>
    </label>
  )
}

function Without({ card, told }: CardParameter & { told: UnavailableQuote }): ReactNode {
  const { messages, absent, choice } = card
  if (!messages) return null
  const { provider, reason } = told
  const name = messages.provider(provider)
  return (
    <div className="ofk-offer" data-unavailable={reason.code}>
      <span className="ofk-offer-who">
        <bdi>{name}</bdi>
        <small className="ofk-fine">
          {absent.includes(provider)
            ? messages.card.absent(name, namesIn(messages.locale, 'region')(choice.country))
            : messages.errors[reason.code].title}
        </small>
      </span>
    </div>
  )
}
