import type { CallSignal } from '../upstream.ts'
import { numberText, type PartnaTransport } from './transport.ts'
import { type PartnaBank, readBanks, readHolder } from './wire/account.ts'
import { readAssets, type WireAsset } from './wire/catalog.ts'
import { readBreakdown, readRateKey, readValidity, type WireBreakdown } from './wire/quote.ts'
import { arePaidTo, type PaidTo, readCreated, readSales, type WireSale } from './wire/sale.ts'

/** A sale in Partna's own words, for a price or to make it. */
export interface RampParameters {
  fromCurrency: string
  fromNetwork: string
  /** Decimal text. */
  fromAmount: string
  toCurrency: string
  toNetwork: string
  rateKey: string
}

/** Which sales of `GET /ramp`. */
interface RampQuery {
  accountName: string
  rampReference: string
}

/** What `POST /ramp` takes beside the price. */
export interface NewRamp extends RampParameters {
  rampReference: string
  sendingAddress?: string
  accountName: string
  accountNumber: string
  bankCode?: string
  mobileNetwork?: string
  paymentNetwork?: string
  shortcode?: string
  expireAction: string
  /** Seconds. */
  rampExpTime: number
}

/** Where a payout goes. Personal data: pass it on, and never store or log it. */
export interface PayoutAccount {
  currency: string
  accountNumber: string
  bankCode?: string | undefined
  mobileNetwork?: string | undefined
  shortCode?: string | undefined
}

/** Partna's API for selling, read but not yet mapped. Every method throws only `OfframpError`. */
export interface PartnaApi {
  /** The key of the current rate. How long it holds is not published. */
  rateKey(pair: { from: string; to: string; amount: string }, call?: CallSignal): Promise<string>
  isRateKeyValid(key: string, call?: CallSignal): Promise<boolean>
  breakdown(ramp: RampParameters, call?: CallSignal): Promise<WireBreakdown>
  createRamp(ramp: NewRamp, call?: CallSignal): Promise<WireSale>
  /** The sales under one reference. `accountName` is marked as optional and answered with a 400 where it is missing. */
  ramps(by: RampQuery, call?: CallSignal): Promise<WireSale[]>
  /** As {@link ramps}; `null` where one of them is paid out to another account, or does not say to which. */
  rampsPaidTo(by: RampQuery, there: PaidTo, call?: CallSignal): Promise<WireSale[] | null>
  assets(call?: CallSignal): Promise<WireAsset[]>
  banks(currency: string, call?: CallSignal): Promise<PartnaBank[]>
  /** The holder's name, as the bank knows it. */
  resolveAccount(account: PayoutAccount, call?: CallSignal): Promise<string>
}

/** @example createPartnaApi(createTransport({ … })) */
export function createPartnaApi(ask: PartnaTransport): PartnaApi {
  const wireRamp = ({ fromAmount, ...ramp }: RampParameters) => ({
    type: 'cryptoToFiat',
    ...ramp,
    fromAmount: numberText(fromAmount),
  })
  const listed = (by: RampQuery, call: CallSignal | undefined) =>
    ask({ method: 'GET', path: '/ramp', query: { ...by, page: '1', perPage: '20' } }, call)
  return {
    async rateKey({ from, to, amount }, call) {
      const query = { fromCurrency: from, toCurrency: to, fromAmount: amount }
      return readRateKey(await ask({ method: 'GET', path: '/rate', query }, call), from, to)
    },
    async isRateKeyValid(key, call) {
      return readValidity(await ask({ method: 'GET', path: '/rate/verify-rate-key', query: { key } }, call))
    },
    async breakdown(ramp, call) {
      return readBreakdown(await ask({ method: 'POST', path: '/ramp/breakdown', body: wireRamp(ramp) }, call))
    },
    async createRamp(ramp, call) {
      // Never true: it would end another sale of the user's, which may be paid already.
      const body = { ...wireRamp(ramp), cancelPendingRampRequest: false }
      return readCreated(await ask({ method: 'POST', path: '/ramp', body }, call), ramp.rampReference)
    },
    async ramps(by, call) {
      return readSales(await listed(by, call), by.rampReference)
    },
    async rampsPaidTo(by, there, call) {
      const body = await listed(by, call)
      return arePaidTo(body, by.rampReference, there) ? readSales(body, by.rampReference) : null
    },
    async assets(call) {
      return readAssets(await ask({ method: 'GET', path: '/supported/assets' }, call))
    },
    async banks(currency, call) {
      return readBanks(await ask({ method: 'GET', path: '/banks', query: { currency } }, call))
    },
    async resolveAccount(account, call) {
      const body = { ...account }
      return readHolder(
        await ask({ method: 'POST', path: '/kyc/resolve-account', body }, call),
        account.accountNumber,
      )
    },
  }
}
