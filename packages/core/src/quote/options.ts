import type { Decimal } from '../money/amount.ts'
import type { NetworkId } from '../network/network.ts'
import type { ProviderId } from '../order/request.ts'

/** Whose options to ask for. */
export interface OptionsParameters {
  provider: ProviderId
  /** ISO 3166-1 alpha-2; without it only the countries are told. */
  country?: string
  subdivision?: string
}

/** A country in which the provider buys, with the methods that it pays by there. */
export interface SellCountry {
  id: string
  subdivisions: readonly string[]
  methods: readonly string[]
}

/** A currency in which the provider pays, ISO 4217. */
export interface CashoutCurrency {
  id: string
  /** Limits in this currency, for each method. */
  limits: readonly { method: string; min: Decimal; max: Decimal }[]
}

/** An asset that the provider buys and the registry knows. Others are left out: they could not be sent. */
export interface SellAsset {
  symbol: string
  name: string
  network: NetworkId
}

/** Where and what a provider buys, and how it pays. */
export interface SellOptions {
  provider: ProviderId
  countries: readonly SellCountry[]
  currencies: readonly CashoutCurrency[]
  assets: readonly SellAsset[]
}
