export {
  type CreateOfframpSessionData,
  type CreateOfframpSessionMutate,
  type CreateOfframpSessionMutateAsync,
  type CreateOfframpSessionMutationOptions,
  type CreateOfframpSessionOptions,
  type CreateOfframpSessionVariables,
  createOfframpSessionMutationOptions,
} from '../queries/createOfframpSession.ts'
export {
  type GetMaxSellAmountData,
  type GetMaxSellAmountOptions,
  type GetMaxSellAmountQueryFnData,
  type GetMaxSellAmountQueryKey,
  type GetMaxSellAmountQueryOptions,
  getMaxSellAmountQueryKey,
  getMaxSellAmountQueryOptions,
} from '../queries/getMaxSellAmount.ts'
export {
  type GetOfframpHistoryData,
  type GetOfframpHistoryOptions,
  type GetOfframpHistoryQueryFnData,
  type GetOfframpHistoryQueryKey,
  type GetOfframpHistoryQueryOptions,
  getOfframpHistoryQueryKey,
  getOfframpHistoryQueryOptions,
} from '../queries/getOfframpHistory.ts'
export {
  type GetOfframpOptionsData,
  type GetOfframpOptionsOptions,
  type GetOfframpOptionsQueryFnData,
  type GetOfframpOptionsQueryKey,
  type GetOfframpOptionsQueryOptions,
  getOfframpOptionsQueryKey,
  getOfframpOptionsQueryOptions,
} from '../queries/getOfframpOptions.ts'
export {
  type GetOfframpStatusData,
  type GetOfframpStatusOptions,
  type GetOfframpStatusQueryFnData,
  type GetOfframpStatusQueryKey,
  type GetOfframpStatusQueryOptions,
  getOfframpStatusQueryKey,
  getOfframpStatusQueryOptions,
} from '../queries/getOfframpStatus.ts'
export {
  type GetSellQuoteData,
  type GetSellQuoteOptions,
  type GetSellQuoteQueryFnData,
  type GetSellQuoteQueryKey,
  type GetSellQuoteQueryOptions,
  getSellQuoteQueryKey,
  getSellQuoteQueryOptions,
} from '../queries/getSellQuote.ts'
export {
  type GetSellQuotesData,
  type GetSellQuotesOptions,
  type GetSellQuotesQueryFnData,
  type GetSellQuotesQueryKey,
  type GetSellQuotesQueryOptions,
  getSellQuotesQueryKey,
  getSellQuotesQueryOptions,
} from '../queries/getSellQuotes.ts'
export type {
  MutationParameter,
  QueryOptions,
  QueryParameter,
  ScopeKeyParameter,
} from '../queries/queryOptions.ts'
