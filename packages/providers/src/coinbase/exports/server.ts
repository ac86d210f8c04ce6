export type { CallSignal } from '../../upstream.ts'
export {
  type CoinbaseApi,
  type CoinbaseAsk,
  type CoinbaseTransport,
  createCoinbaseApi,
  type QuoteParameters,
  type TokenParameters,
} from '../api.ts'
export { type CdpKey, createSigner, type RequestSigner } from '../jwt.ts'
export { type CoinbaseOptions, coinbase } from '../server.ts'
export { coinbaseApiHost, createTransport, type TransportParts } from '../transport.ts'
export type { WireConfig, WireOptions } from '../wire/catalog.ts'
export type { WireQuote } from '../wire/quote.ts'
export type { TransactionPage, WireTransaction } from '../wire/transaction.ts'
export type { WireMoney } from '../wire.ts'
