'use client'
import type { NetworkId } from '@offrampkit/core'
import { type ReactNode, useMemo } from 'react'
import type { PartProps } from '../../parts/part.tsx'
import { type CardParameter, namesIn } from './cardWords.ts'
import { Picker, type PickerState } from './Picker.tsx'

export type { PickerState } from './Picker.tsx'
export type PickerProps = CardParameter & PartProps<PickerState>

/**
 * Asset and network in one choice: a symbol alone says too little. Only what a provider buys and the registry knows.
 *
 * @example <AssetPicker card={card} />
 */
export function AssetPicker({ card, ...part }: PickerProps): ReactNode {
  const { messages, choice, choices, config } = card
  if (!messages) return null
  const { registry } = config
  // Until a provider tells, what is chosen is on show, and nothing else can be.
  const offered =
    choices.assets.length > 0 ? choices.assets : [{ symbol: choice.asset, network: choice.network }]
  return (
    <Picker
      part={part}
      label={messages.review.asset}
      choose={messages.form.choose}
      value={`${choice.asset}@${choice.network}`}
      options={offered.map(({ symbol, network }) => ({
        value: `${symbol}@${network}`,
        label: `${symbol} · ${registry.network(network)?.name ?? network}`,
      }))}
      onChange={(value) => {
        const [asset = '', network = ''] = value.split('@')
        card.choose({ asset, network: network as NetworkId })
      }}
    />
  )
}

/**
 * Where the user is paid, by the names of their language.
 *
 * @example <CountryPicker card={card} />
 */
export function CountryPicker({ card, ...part }: PickerProps): ReactNode {
  const { messages, choice, choices } = card
  const { countries } = choices
  const locale = messages?.locale ?? 'en'
  const ids = countries.map(({ id }) => id).join()
  const options = useMemo(() => {
    const named = namesIn(locale, 'region')
    const { compare } = new Intl.Collator([locale, 'en'])
    return ids
      .split(',')
      .filter(Boolean)
      .map((id) => ({ value: id, label: named(id) }))
      .sort((a, b) => compare(a.label, b.label))
  }, [ids, locale])
  if (!messages) return null
  return (
    <Picker
      part={part}
      label={messages.card.country}
      choose={messages.form.choose}
      value={choice.country}
      options={options}
      onChange={(country) => card.choose({ country })}
    />
  )
}

/**
 * The state or province, where the country's providers want one; nothing elsewhere.
 *
 * @example <SubdivisionPicker card={card} />
 */
export function SubdivisionPicker({ card, ...part }: PickerProps): ReactNode {
  const { messages, choice, choices } = card
  if (!messages || choices.subdivisions.length === 0) return null
  return (
    <Picker
      part={part}
      label={messages.card.region}
      choose={messages.form.choose}
      value={choice.subdivision}
      options={choices.subdivisions.map((id) => ({ value: id, label: id }))}
      onChange={(subdivision) => card.choose({ subdivision })}
    />
  )
}

/**
 * What the user is paid in; nothing where there is only one.
 *
 * @example <CurrencyPicker card={card} />
 */
export function CurrencyPicker({ card, ...part }: PickerProps): ReactNode {
  const { messages, choice, choices } = card
  if (!messages || choices.currencies.length < 2) return null
  const named = namesIn(messages.locale, 'currency')
  return (
    <Picker
      part={part}
      label={messages.card.currency}
      choose={messages.form.choose}
      value={choice.cashoutCurrency}
      options={choices.currencies.map((id) => ({ value: id, label: `${id} · ${named(id)}` }))}
      onChange={(cashoutCurrency) => card.choose({ cashoutCurrency })}
    />
  )
}

/**
 * How the user is paid; nothing where a country has no choice of it.
 *
 * @example <MethodPicker card={card} />
 */
export function MethodPicker({ card, ...part }: PickerProps): ReactNode {
  const { messages, choice, choices } = card
  if (!messages || choices.methods.length === 0) return null
  return (
    <Picker
      part={part}
      label={messages.receipt.method}
      choose={messages.form.choose}
      value={choice.method}
      options={choices.methods.map((id) => ({ value: id, label: messages.method(id) }))}
      onChange={(method) => card.choose({ method })}
    />
  )
}
