'use client'
import { type ReactNode, useId } from 'react'
import type { CardProblem } from '../../card/cardProblem.ts'
import type { AmountUnit } from '../../card/cardView.ts'
import { drawPart, type PartProps } from '../../parts/part.tsx'
import { type CardParameter, isOfAmount, problemText } from './cardWords.ts'

export type AmountInputState = {
  unit: AmountUnit
  /** What is wrong with the amount. */
  problem: CardProblem['code'] | null
  /** What is sold is found by the price of another amount, and not priced itself yet. */
  about: boolean
}
export type AmountInputProps = CardParameter & PartProps<AmountInputState>

/**
 * The amount, in the asset or in money, with all that the account can sell one click away. What can be read in two ways, such as
 * `1.000`, is asked about. Without our look: `useOfframpCard`'s `type`, `setUnit`, `setAmount` and `sellMax`.
 *
 * @example <AmountInput card={card} />
 */
export function AmountInput({ card, ...props }: AmountInputProps): ReactNode {
  const id = useId()
  const { messages, unit, asset, choice, max } = card
  if (!messages) return null
  const problem = isOfAmount(card.problem) ? card.problem : null
  const symbol = asset?.symbol ?? choice.asset
  const other = unit === 'asset' ? choice.cashoutCurrency : symbol
  const own = {
    className: 'ofk-amount',
    children: (
      <>
        <div className="ofk-amount-line">
          <label className="ofk-label" htmlFor={id}>
            {unit === 'asset' ? messages.panel.youSell : messages.panel.youReceive}
          </label>
          {other && (
            <button
              type="button"
              className="ofk-mini"
              onClick={() => card.setUnit(unit === 'asset' ? 'cash' : 'asset')}
            >
              {messages.card.typeIn(other)}
            </button>
          )}
        </div>
        <div className="ofk-amount-line">
          <input
            id={id}
            className="ofk-amount-input"
            inputMode="decimal"
            // Digits keep their order also where the page reads from right to left.
            dir="ltr"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="done"
            maxLength={96}
            placeholder="0"
            value={choice.amount}
            aria-invalid={problem !== null}
            aria-describedby={`${id}-help`}
            onChange={(event) => card.type(event.target.value)}
          />
          <span className="ofk-amount-unit">
            <bdi>{unit === 'asset' ? symbol : choice.cashoutCurrency}</bdi>
          </span>
          {max !== null && (
            <button type="button" className="ofk-mini" data-max="" onClick={card.sellMax}>
              {messages.card.max}
            </button>
          )}
        </div>
        <div id={`${id}-help`} className="ofk-amount-help" aria-live="polite">
          <Help card={card} problem={problem} symbol={symbol} />
        </div>
      </>
    ),
  }
  const state = { unit, problem: problem?.code ?? null, about: card.about }
  return drawPart<AmountInputState, 'div'>('div', own, props, state)
}

function Help(props: CardParameter & { problem: CardProblem | null; symbol: string }): ReactNode {
  const { card, problem, symbol } = props
  const { messages, unit, sold, about, max } = card
  if (!messages) return null
  if (problem?.code === 'ambiguous')
    return (
      <>
        <span className="ofk-problem">{messages.card.which}</span>
        {problem.readings.map((amount) => (
          <button key={amount} type="button" className="ofk-mini" onClick={() => card.setAmount(amount)}>
            <bdi>
              {unit === 'asset'
                ? messages.asset(amount, symbol)
                : messages.cash({ amount, currency: card.choice.cashoutCurrency })}
            </bdi>
          </button>
        ))}
      </>
    )
  if (problem) return <span className="ofk-problem">{problemText(problem, messages)}</span>
  const exact = sold !== null && messages.asset(sold, symbol)
  if (unit === 'cash' && exact)
    return (
      <span className="ofk-fine">
        {messages.card.youSell(about ? messages.panel.estimate(exact) : exact)}
      </span>
    )
  return (
    <span className="ofk-fine">
      {max === null ? '\u00a0' : messages.card.upTo(messages.asset(max, symbol))}
    </span>
  )
}
