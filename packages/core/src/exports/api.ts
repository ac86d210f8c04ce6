export { attemptSchema, idSchema, txHashSchema } from '../api/attemptSchema.ts'
export {
  createOrderBodySchema,
  quoteBodySchema,
  quotesBodySchema,
  reportBodySchema,
  reserveBodySchema,
  valuesBodySchema,
} from '../api/bodies.ts'
export { type HttpBackendOptions, httpBackend } from '../api/client.ts'
export { pathOf, type Route, type RouteName, routes } from '../api/routes.ts'
export {
  findResultSchema,
  optionsSchema,
  orderPageSchema,
  orderViewSchema,
  quoteSchema,
  quotesSchema,
  reservationSchema,
  sessionSchema,
} from '../api/schemas.ts'
export { apiVersion, apiVersionHeader } from '../api/version.ts'
export type {
  CallOptions,
  CreateOrderParameters,
  DepositsBackend,
  FindResult,
  GetOrderParameters,
  OfframpBackend,
  OrderView,
  Page,
  ReportParameters,
  Reservation,
  ReserveParameters,
} from '../backend/backend.ts'
export { checkBackend } from '../backend/check.ts'
export type {
  CashoutCurrency,
  OptionsParameters,
  SellAsset,
  SellCountry,
  SellOptions,
} from '../quote/options.ts'
export type { Fee, QuoteParameters, SellQuote } from '../quote/quote.ts'
export { isAbout, rankQuotes, type SellQuotes, type UnavailableQuote } from '../quote/quotes.ts'
export {
  type AnswerProblem,
  agreedValue,
  answerOf,
  answerProblem,
  askedFields,
  type FormAnswers,
} from '../session/answers.ts'
export type { FormField, FormReason, OfframpSession, PriceChange, SessionForm } from '../session/session.ts'
