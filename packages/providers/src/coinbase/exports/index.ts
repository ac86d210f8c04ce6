export { coinbaseHosted, coinbaseHostedRules, coinbaseRules } from '../flow.ts'
export {
  buildHostedUrl,
  coinbaseSellPage,
  type HostedUrlParameters,
  partnerRefPattern,
} from '../hostedUrl.ts'
export { type CashoutMethod, cashoutMethods, paymentMethods } from '../methods.ts'
export { type CoinbaseNetworks, coinbaseNetworks } from '../networks.ts'
