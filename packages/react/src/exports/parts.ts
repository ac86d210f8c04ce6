// Apart from the main entry so that a bundler takes single parts.
'use client'

export {
  OfframpForm,
  type OfframpFormProps,
  type OfframpFormState,
} from '../components/offramp-form/OfframpForm.tsx'
export {
  type UseOfframpSaleParameters,
  type UseOfframpSaleReturnType,
  useOfframpSale,
} from '../hooks/useOfframpSale.ts'
export { type TimeLeft, type UseTimeLeftParameters, useTimeLeft } from '../hooks/useTimeLeft.ts'
export { DeadlineRing, type DeadlineRingProps, type DeadlineRingState } from '../parts/DeadlineRing.tsx'
export { DepositReview, type DepositReviewState } from '../parts/DepositReview.tsx'
export { ErrorNotice, type ErrorNoticeProps, type ErrorNoticeState } from '../parts/ErrorNotice.tsx'
export { ManualDeposit, type ManualDepositState } from '../parts/ManualDeposit.tsx'
export { OrderTimeline, type OrderTimelineProps, type OrderTimelineState } from '../parts/OrderTimeline.tsx'
export type { PartElementProps, PartProps, PartState } from '../parts/part.tsx'
export { ResumeBanner, type ResumeBannerProps, type ResumeBannerState } from '../parts/ResumeBanner.tsx'
export { SaleStatus, type SaleStatusState } from '../parts/SaleStatus.tsx'
export type { SalePartProps } from '../parts/salePart.tsx'
export { WalletPromptNotice, type WalletPromptNoticeState } from '../parts/WalletPromptNotice.tsx'
export type { SaleView } from '../sale/useSaleView.ts'
