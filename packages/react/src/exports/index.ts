export {
  type CreateOfframpSessionErrorType,
  type CreateOfframpSessionParameters,
  type CreateOfframpSessionReturnType,
  createOfframpSession,
  type FormValues,
  type NewSaleParameters,
} from '../actions/createOfframpSession.ts'
export {
  type GetMaxSellAmountErrorType,
  type GetMaxSellAmountParameters,
  type GetMaxSellAmountReturnType,
  getMaxSellAmount,
} from '../actions/getMaxSellAmount.ts'
export {
  type GetOfframpHistoryErrorType,
  type GetOfframpHistoryParameters,
  type GetOfframpHistoryReturnType,
  getOfframpHistory,
} from '../actions/getOfframpHistory.ts'
export {
  type GetOfframpOptionsErrorType,
  type GetOfframpOptionsParameters,
  type GetOfframpOptionsReturnType,
  getOfframpOptions,
} from '../actions/getOfframpOptions.ts'
export {
  type GetOfframpStatusErrorType,
  type GetOfframpStatusParameters,
  type GetOfframpStatusReturnType,
  getOfframpStatus,
} from '../actions/getOfframpStatus.ts'
export {
  type GetSellQuoteErrorType,
  type GetSellQuoteParameters,
  type GetSellQuoteReturnType,
  getSellQuote,
} from '../actions/getSellQuote.ts'
export {
  type GetSellQuotesErrorType,
  type GetSellQuotesParameters,
  type GetSellQuotesReturnType,
  getSellQuotes,
} from '../actions/getSellQuotes.ts'
export type {
  OfframpButtonElementProps,
  OfframpButtonProps,
  OfframpButtonState,
} from '../components/offramp-button/buttonProps.ts'
export { OfframpButton } from '../components/offramp-button/OfframpButton.tsx'
export { OfframpDialog, type OfframpDialogProps } from '../components/offramp-dialog/OfframpDialog.tsx'
export { OfframpForm, type OfframpFormProps } from '../components/offramp-form/OfframpForm.tsx'
export type {
  OfframpHistoryElementProps,
  OfframpHistoryProps,
  OfframpHistoryState,
} from '../components/offramp-history/historyProps.ts'
export { OfframpHistory } from '../components/offramp-history/OfframpHistory.tsx'
export { OfframpReceipt } from '../components/offramp-receipt/OfframpReceipt.tsx'
export type {
  OfframpReceiptElementProps,
  OfframpReceiptProps,
  OfframpReceiptState,
} from '../components/offramp-receipt/receiptProps.ts'
export {
  type BackendSource,
  type CreateOfframpConfigParameters,
  createOfframpConfig,
  type OfframpConfig,
} from '../config/createOfframpConfig.ts'
export { OfframpProvider, type OfframpProviderProps } from '../config/OfframpProvider.tsx'
export type { Register, ResolvedRegister } from '../config/register.ts'
export { browserStorage, noopStorage, type OfframpStorage } from '../config/storage.ts'
export {
  type ConfigParameter,
  type UseOfframpConfigReturnType,
  useOfframpConfig,
} from '../config/useOfframpConfig.ts'
export type { DepositSnapshot } from '../deposit/depositSession.ts'
export {
  type UseMaxSellAmountParameters,
  type UseMaxSellAmountReturnType,
  useMaxSellAmount,
} from '../hooks/useMaxSellAmount.ts'
export {
  type UseOfframpDepositParameters,
  type UseOfframpDepositReturnType,
  useOfframpDeposit,
} from '../hooks/useOfframpDeposit.ts'
export {
  type UseOfframpHistoryParameters,
  type UseOfframpHistoryReturnType,
  useOfframpHistory,
} from '../hooks/useOfframpHistory.ts'
export {
  type UseOfframpOptionsParameters,
  type UseOfframpOptionsReturnType,
  useOfframpOptions,
} from '../hooks/useOfframpOptions.ts'
export {
  type UseOfframpReceiptParameters,
  type UseOfframpReceiptReturnType,
  useOfframpReceipt,
} from '../hooks/useOfframpReceipt.ts'
export {
  type UseOfframpSessionParameters,
  type UseOfframpSessionReturnType,
  useOfframpSession,
} from '../hooks/useOfframpSession.ts'
export {
  type UseOfframpStatusParameters,
  type UseOfframpStatusReturnType,
  useOfframpStatus,
} from '../hooks/useOfframpStatus.ts'
export {
  type OpenOrderNote,
  type UseOpenOrdersParameters,
  type UseOpenOrdersReturnType,
  useOpenOrders,
} from '../hooks/useOpenOrders.ts'
export {
  type UseSellQuoteParameters,
  type UseSellQuoteReturnType,
  useSellQuote,
} from '../hooks/useSellQuote.ts'
export {
  type UseSellQuotesParameters,
  type UseSellQuotesReturnType,
  useSellQuotes,
} from '../hooks/useSellQuotes.ts'
export type { CardMessages } from '../messages/cardMessages.ts'
export { english } from '../messages/english.ts'
export type {
  AstrayFacts,
  ButtonMessages,
  FormMessages,
  MessagesSource,
  OfframpMessages,
  ReasonTexts,
  StageFacts,
  StageText,
  StepName,
} from '../messages/messages.ts'
export type { HistoryMessages, ReceiptMessages } from '../messages/ordersMessages.ts'
export type { OpenIn } from '../opener/providerWindow.ts'
export type { OfframpStatus } from '../order/offrampStatus.ts'
export { type OfframpReceiptFacts, receiptOf } from '../order/receipt.ts'
export type { SessionStep } from '../order/sessionStep.ts'
export { completeOfframpReturn, type OfframpReturn } from '../returning/completeOfframpReturn.ts'
export type { SaleParameters } from '../sale/preflight.ts'
export type { SalePhase } from '../sale/saleSession.ts'
export type { ScreenName } from '../sale/screen.ts'
export type { SaleView } from '../sale/useSaleView.ts'
