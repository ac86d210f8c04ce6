import type { CardProblem } from '../../card/cardProblem.ts'
import type { OfframpCardView } from '../../card/cardView.ts'
import type { OfframpMessages } from '../../messages/messages.ts'

/** What every part of a card takes. */
export interface CardParameter {
  /** What `useOfframpCard` gives. */
  card: OfframpCardView
}

/** Problems that are said at the amount; the others are said at the prices. */
const ofAmount: ReadonlySet<CardProblem['code']> = new Set<CardProblem['code']>([
  'unreadable',
  'zero',
  'ambiguous',
  'too_precise',
  'below_limit',
  'above_limit',
  'out_of_limits',
  'not_enough',
  'no_gas',
])

export const isOfAmount = (problem: CardProblem | null): boolean =>
  problem !== null && ofAmount.has(problem.code)

/** What is wrong, in words, with the limit. */
export function problemText(problem: CardProblem, messages: OfframpMessages): string {
  const { card, errors } = messages
  switch (problem.code) {
    case 'unreadable':
      return card.unreadable
    case 'zero':
      return card.zero
    case 'refused':
      return card.refused
    case 'ambiguous':
      return card.which
    case 'too_precise':
      return card.tooPrecise(String(problem.digits))
    case 'below_limit':
      return withProvider(card.below(messages.cash(problem.limit)), problem.provider, messages)
    case 'above_limit':
      return withProvider(card.above(messages.cash(problem.limit)), problem.provider, messages)
    case 'out_of_limits':
      return both(errors.amount_out_of_limits)
    case 'not_enough':
      return card.notEnough(messages.asset(problem.max, problem.symbol))
    case 'no_gas':
      return both(errors.insufficient_gas)
    case 'unavailable':
      return card.gone(messages.provider(problem.provider))
    case 'unread':
      return both(errors[problem.error.code])
  }
}

const withProvider = (text: string, provider: string | null, messages: OfframpMessages) =>
  provider === null ? text : `${messages.provider(provider)}: ${text}`
const both = ({ title, body }: { title: string; body: string }) => `${title}. ${body}`

/** Names of countries or currencies in the reader's language; what it has no name for stays as it is. */
export function namesIn(locale: string, type: 'region' | 'currency'): (code: string) => string {
  const names = new Intl.DisplayNames([locale, 'en'], { type, fallback: 'code' })
  return (code) => {
    try {
      return names.of(code) ?? code
    } catch {
      return code
    }
  }
}

/** All fees in one line. */
export function feesText(
  quote: OfframpCardView['prices']['quotes'][number],
  messages: OfframpMessages,
): string {
  const { fees, feesInPrice } = messages.card
  return quote.fees.length === 0
    ? feesInPrice
    : quote.fees.map(({ kind, amount }) => `${fees[kind]} ${messages.cash(amount)}`).join(' · ')
}
