import type { Asset } from '@offrampkit/core'
import type { SellAsset, SellCountry, SellQuote, UnavailableQuote } from '@offrampkit/core/api'
import type { Decimal } from '@offrampkit/core/money'
import type { ProviderId } from '@offrampkit/core/order'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import type { OfframpMessages } from '../messages/messages.ts'
import type { SaleParameters } from '../sale/preflight.ts'
import type { CardProblem } from './cardProblem.ts'
import type { SaleChoice } from './saleChoice.ts'

/** What the amount is typed in: the asset that is sold, or the money that comes for it. */
export type AmountUnit = 'asset' | 'cash'

/** What has not been said yet, in the order in which a form asks for it. `price` comes by itself. */
export type CardMissing =
  | 'amount'
  | 'asset'
  | 'country'
  | 'subdivision'
  | 'currency'
  | 'wallet'
  | 'sign_in'
  | 'price'

/** What the providers pay, and how good that knowledge is. */
export interface CardQuotes {
  /** Best first. They may be of the sale before: see `fresh`. */
  quotes: readonly SellQuote[]
  unavailable: readonly UnavailableQuote[]
  /** `waiting`: nobody has told a price yet; `nobody`: none of them has one. */
  state: 'empty' | 'waiting' | 'priced' | 'nobody' | 'failed'
  /** They are about the sale as it stands. */
  fresh: boolean
  /** When they came, by the server's clock; milliseconds since 1970. */
  at: number
  retry(): void
}

/** Everything that an interface needs to draw what comes before a sale, and to change it. */
export interface OfframpCardView {
  config: OfframpConfig
  /** The kit's texts; `null` until they are loaded. The parts draw nothing before. */
  messages: OfframpMessages | null
  textsFailed: boolean
  loadTexts(): void
  providers: readonly ProviderId[]
  /** What is chosen, as far as it is on offer. `amount` is the text as it was typed. */
  choice: SaleChoice
  unit: AmountUnit
  asset: Asset | null
  /**
   * The amount of the asset that is sold, exactly. Where a sum of money was typed it is found by prices of other amounts, and only
   * priced itself once `about` is false.
   */
  sold: Decimal | null
  about: boolean
  /** What can be chosen. Empty lists are not on offer, or not known yet: see `reading`. */
  choices: {
    assets: readonly SellAsset[]
    countries: readonly SellCountry[]
    subdivisions: readonly string[]
    currencies: readonly string[]
    methods: readonly string[]
  }
  /** What is on offer is being read. */
  reading: boolean
  /** Who does not pay in the chosen country, whatever is sold. */
  absent: readonly ProviderId[]
  /** The most that the account can sell now, as text; `null` where that is not known, or nothing. */
  max: Decimal | null
  prices: CardQuotes
  /** Whom the sale goes through: whom the user chose, else who pays most. */
  provider: ProviderId | null
  /** The user chose it: it stays while prices come and go. */
  providerChosen: boolean
  /** What `provider` pays for `sold`; `null` while that is not known. */
  quote: SellQuote | null
  problem: CardProblem | null
  missing: readonly CardMissing[]
  /** The sale, for `OfframpButton`, `OfframpDialog` or `useOfframpSale`; `null` while something is wrong or missing. */
  saleParameters: SaleParameters | null
  /** The amount, as text from an input. */
  type(text: string): void
  /** Answers which of two readings is meant, or sets an amount of the chosen unit. */
  setAmount(amount: Decimal): void
  /** Types the other one of the two. What is sold stays the same. */
  setUnit(unit: AmountUnit): void
  sellMax(): void
  choose(change: Partial<Omit<SaleChoice, 'amount'>>): void
  /** `null`: who pays most. */
  chooseProvider(provider: ProviderId | null): void
}
