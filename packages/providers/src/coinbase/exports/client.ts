export type { OrderStorage } from '../browserOrders.ts'
export { type CoinbaseBackendOptions, coinbaseBackend } from '../client.ts'
export type { ProxyFetch, ProxyRequest } from '../proxyTransport.ts'
export type { ReferenceOf } from '../reference.ts'
