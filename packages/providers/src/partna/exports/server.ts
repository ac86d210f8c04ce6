export type { CallSignal } from '../../upstream.ts'
export { createPartnaAdmin, type NewAccount, type PartnaAdmin, type PartnaAdminOptions } from '../admin.ts'
export {
  createPartnaApi,
  type NewRamp,
  type PartnaApi,
  type PayoutAccount,
  type RampParameters,
} from '../api.ts'
export type { PartnaReason } from '../errors.ts'
export { type PartnaApiOptions, type PartnaOptions, partna } from '../server.ts'
export {
  createTransport,
  type PartnaAsk,
  type PartnaTransport,
  type TransportParts,
} from '../transport.ts'
export type { PartnaBank, PartnaSettings } from '../wire/account.ts'
export type { WireAsset } from '../wire/catalog.ts'
export type { WireBreakdown } from '../wire/quote.ts'
export type { WireSale } from '../wire/sale.ts'
