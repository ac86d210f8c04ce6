'use client'
import type { SellQuotes } from '@offrampkit/core/api'
import type { Decimal } from '@offrampkit/core/money'
import type { ProviderId } from '@offrampkit/core/order'
import { useRef, useState } from 'react'
import { useConnection } from 'wagmi'
import { missingChoices } from '../card/cardMissing.ts'
import { cashDigits, cashLimitProblem, limitsOf, typedProblem } from '../card/cardProblem.ts'
import { cardProblemOf } from '../card/cardProblemOf.ts'
import type { AmountUnit, CardMissing, OfframpCardView } from '../card/cardView.ts'
import { readTypedAmount, type TypedAmount, writeAmount } from '../card/typedAmount.ts'
import { type InitialChoice, useChoice } from '../card/useChoice.ts'
import { useOver } from '../card/useOver.ts'
import { usePrices } from '../card/usePrices.ts'
import { useSettled } from '../card/useSettled.ts'
import { useHearing, useSoldAmount } from '../card/useSoldAmount.ts'
import { useLoaded } from '../config/useLoaded.ts'
import { useMessagesSource } from '../config/useMessagesSource.ts'
import { type ConfigParameter, useOfframpConfig } from '../config/useOfframpConfig.ts'
import { runtimeOf } from '../runtime/runtime.ts'
import { useMaxSellAmount } from './useMaxSellAmount.ts'

export interface UseOfframpCardParameters extends ConfigParameter {
  /** Who may be sold through. */
  providers: readonly ProviderId[]
  /** What is chosen at first; the user may change all of it. `amount` is decimal text, in the asset unless `unit` says `cash`. */
  initial?: (InitialChoice & { unit?: AmountUnit }) | undefined
  /** As of the button: the account that will send, where the connected wallet is not for the asset's network. */
  sender?: string | undefined
  /** `false` while nobody is signed in to your backend: then no price is asked for, and `missing` has `sign_in`. */
  enabled?: boolean | undefined
  /** How long what is typed must stand still before prices are asked for, by the config's clock. 400 by default. */
  pauseMs?: number | undefined
  /** How often prices are asked for again. 15,000 by default. */
  refreshMs?: number | undefined
}
export type UseOfframpCardReturnType = OfframpCardView

/** Without news for as long, a price is not one to sell at: the page was hidden, or the network gone. */
const oldAfterMs = 60_000
const noCode = async () => null

/**
 * What comes before a sale, without an interface: amount, asset, country, method, the prices of all providers, and whether it can be
 * sold like that. Amounts are text and never pass through a JS number. Where the user types a sum of money, the amount of the asset
 * is found from prices, cut to the asset's digits, and then priced itself; `sold` is what is sold, whatever was typed.
 *
 * @example
 * ```tsx
 * const card = useOfframpCard({ providers: ['coinbase', 'partna'], initial: { asset: 'USDC', chainId: 8453, country: 'US' } })
 * return (
 *   <>
 *     <AmountInput card={card} />
 *     <ProviderPicker card={card} />
 *     {card.saleParameters && <OfframpButton key={card.saleParameters.provider} {...card.saleParameters} />}
 *   </>
 * )
 * ```
 */
export function useOfframpCard(parameters: UseOfframpCardParameters): UseOfframpCardReturnType {
  const { providers, initial = {}, sender, enabled = true, pauseMs = 400, refreshMs = 15_000 } = parameters
  const config = useOfframpConfig(parameters)
  const { clock } = runtimeOf(config)
  const source = useMessagesSource(config)
  const { locale } = source.button
  const texts = useLoaded(source, noCode)
  const { address } = useConnection()
  const [unit, showUnit] = useState<AmountUnit>(initial.unit ?? 'asset')
  const [exact, setExact] = useState<Decimal | null>(initial.amount || null)
  const [chosen, chooseProvider] = useState<ProviderId | null>(null)
  const { unit: _, ...first } = initial
  const amountText = first.amount && writeAmount(first.amount, locale)
  const { choice, change, offered } = useChoice(config, providers, { ...first, amount: amountText ?? '' })
  const asset = config.registry.bySymbol(choice.network, choice.asset)
  const currency = choice.cashoutCurrency

  const typed: TypedAmount = exact === null ? readTypedAmount(choice.amount) : { kind: 'read', amount: exact }
  const typedWrong = typedProblem(typed, unit === 'cash' ? cashDigits(currency) : (asset?.decimals ?? null))
  const value = typed.kind === 'read' && !typedWrong ? typed.amount : null
  const { amount: _text, ...place } = choice
  const key = JSON.stringify(place)
  const cash = unit === 'cash' ? value : null
  const amount = useSoldAmount(cash, unit === 'asset' ? value : null, asset, key)
  const limits = limitsOf(offered.told, currency, choice.method)
  const serving = offered.told.filter(({ currencies }) => currencies.length > 0)
  const sumWrong =
    cash === null
      ? null
      : cashLimitProblem(
          cash,
          currency,
          limits,
          serving.map(({ provider }) => provider),
        )

  const lacking = missingChoices(choice, offered)
  const { subdivision, method, ...rest } = place
  const wish = { ...rest, ...(subdivision ? { subdivision } : {}), ...(method ? { method } : {}) }
  const request = amount.asked !== null && lacking.length === 0 ? { ...wish, amount: amount.asked } : null
  const settled = useSettled(JSON.stringify([value, unit, key]), pauseMs, clock)
  const ask = settled && enabled && sumWrong === null
  const prices = usePrices({ config, request, providers, enabled: ask, refreshMs })
  const quoteIn = (told: SellQuotes | undefined) =>
    told?.quotes.find((quote) => quote.provider === (chosen ?? told.quotes[0]?.provider)) ?? null
  useHearing(amount, prices, quoteIn(prices.data) ?? prices.data?.quotes[0] ?? null)

  // The last ones that were this sale's stay on show, marked as such: never those of an amount that nobody typed or sells.
  const kept = useRef<SellQuotes | undefined>(undefined)
  if (prices.fresh && !amount.probing && amount.settled) kept.current = prices.data
  const shown = request === null ? undefined : kept.current
  const told = quoteIn(prices.data)
  const until =
    told && ask ? Math.min(told.expiresAt ?? Number.POSITIVE_INFINITY, prices.at + oldAfterMs) : null
  const over = useOver(clock, until, prices.retry)
  const fresh = prices.fresh && !amount.probing && amount.settled && !over
  const quote = fresh ? told : null

  const account = sender ?? address
  const { data: most } = useMaxSellAmount({
    config,
    asset: asset?.symbol,
    network: asset?.network,
    account,
    query: { staleTime: refreshMs },
  })
  const max = most && most.units > 0n ? most.amount : null
  const problem = cardProblemOf({
    typed: typedWrong ?? sumWrong,
    offered,
    prices,
    probing: amount.probing,
    choice,
    asset,
    sold: amount.sold,
    max: most,
    chosen,
    quote,
  })
  const missing: CardMissing[] = [
    ...(typed.kind === 'empty' ? (['amount'] as const) : []),
    ...lacking,
    ...(account ? [] : (['wallet'] as const)),
    ...(enabled ? [] : (['sign_in'] as const)),
    ...(quote ? [] : (['price'] as const)),
  ]
  const provider = chosen ?? shown?.quotes[0]?.provider ?? null
  const country = offered.data?.countries.find(({ id }) => id === choice.country)

  function setAmount(next: Decimal | null) {
    setExact(next)
    change({ amount: next === null ? '' : writeAmount(next, locale) })
  }
  return {
    config,
    messages: texts.loaded?.messages ?? null,
    textsFailed: texts.failed,
    loadTexts: texts.retry,
    providers,
    choice,
    unit,
    asset,
    sold: amount.sold,
    about: unit === 'cash' && value !== null && !fresh,
    choices: {
      assets: offered.data?.assets ?? [],
      countries: offered.data?.countries ?? [],
      subdivisions: country?.subdivisions ?? [],
      currencies: offered.data?.currencies.map(({ id }) => id) ?? [],
      methods: country?.methods ?? [],
    },
    reading: !offered.complete,
    absent: offered.absent,
    max,
    prices: {
      quotes: shown?.quotes ?? [],
      unavailable: shown?.unavailable ?? [],
      state:
        request === null || !enabled || sumWrong
          ? 'empty'
          : shown?.quotes.length
            ? 'priced'
            : prices.error
              ? 'failed'
              : prices.fresh
                ? 'nobody'
                : 'waiting',
      fresh,
      at: prices.at,
      retry() {
        offered.retry()
        prices.retry()
      },
    },
    provider,
    providerChosen: chosen !== null,
    quote,
    problem,
    missing,
    saleParameters:
      quote && amount.sold !== null && problem === null && missing.length === 0
        ? { ...wish, amount: amount.sold, provider: quote.provider, ...(sender ? { sender } : {}) }
        : null,
    type(text) {
      setExact(null)
      change({ amount: text })
    },
    setAmount,
    setUnit(next) {
      if (next === unit) return
      showUnit(next)
      if (next === 'asset') return setAmount(amount.sold)
      const sum = quote && cut(quote.receive.amount, cashDigits(currency))
      if (sum && amount.sold !== null) amount.pin(sum, amount.sold)
      setAmount(sum || null)
    },
    sellMax() {
      showUnit('asset')
      if (max !== null) setAmount(max)
    },
    choose(next) {
      // Another sale is another comparison: what was chosen for this one says nothing about it.
      chooseProvider(null)
      change(next)
    },
    chooseProvider,
  }
}

/** Digits that a currency does not have are left out, never rounded up. */
const cut = (amount: Decimal, digits: number): Decimal => {
  const [whole = '', after = ''] = amount.split('.')
  const kept = after.slice(0, digits).replace(/0+$/, '')
  return kept === '' ? whole : `${whole}.${kept}`
}
