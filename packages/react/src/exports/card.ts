// What comes before a sale, apart from the main entry so that a bundler takes it alone.
'use client'

export type { CardProblem } from '../card/cardProblem.ts'
export type { AmountUnit, CardMissing, CardQuotes, OfframpCardView } from '../card/cardView.ts'
export { mergedOptions, type Offered } from '../card/mergedOptions.ts'
export { chosenNext, type SaleChoice, type SaleChoices, settledChoice } from '../card/saleChoice.ts'
export { readTypedAmount, type TypedAmount, writeAmount } from '../card/typedAmount.ts'
export type { InitialChoice } from '../card/useChoice.ts'
export {
  type UseOfframpCardParameters,
  type UseOfframpCardReturnType,
  useOfframpCard,
} from '../hooks/useOfframpCard.ts'
