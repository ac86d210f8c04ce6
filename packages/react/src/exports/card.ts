// What comes before a sale, apart from the main entry so that a bundler takes it alone.
'use client'

export type { CardProblem } from '../card/cardProblem.ts'
export type { AmountUnit, CardMissing, CardQuotes, OfframpCardView } from '../card/cardView.ts'
export { mergedOptions, type Offered } from '../card/mergedOptions.ts'
export { chosenNext, type SaleChoice, type SaleChoices, settledChoice } from '../card/saleChoice.ts'
export { readTypedAmount, type TypedAmount, writeAmount } from '../card/typedAmount.ts'
export type { InitialChoice } from '../card/useChoice.ts'
export {
  AmountInput,
  type AmountInputProps,
  type AmountInputState,
} from '../components/card-parts/AmountInput.tsx'
export {
  PriceCountdown,
  type PriceCountdownProps,
  type PriceCountdownState,
} from '../components/card-parts/PriceCountdown.tsx'
export {
  ProviderPicker,
  type ProviderPickerProps,
  type ProviderPickerState,
} from '../components/card-parts/ProviderPicker.tsx'
export {
  AssetPicker,
  CountryPicker,
  CurrencyPicker,
  MethodPicker,
  type PickerProps,
  type PickerState,
  SubdivisionPicker,
} from '../components/card-parts/pickers.tsx'
export {
  QuoteSummary,
  type QuoteSummaryProps,
  type QuoteSummaryState,
} from '../components/card-parts/QuoteSummary.tsx'
export {
  OfframpCard,
  type OfframpCardProps,
  type OfframpCardState,
} from '../components/offramp-card/OfframpCard.tsx'
export {
  OfframpCardDialog,
  type OfframpCardDialogProps,
} from '../components/offramp-card/OfframpCardDialog.tsx'
export {
  type UseOfframpCardParameters,
  type UseOfframpCardReturnType,
  useOfframpCard,
} from '../hooks/useOfframpCard.ts'
