'use client'
import { type ReactNode, useEffect, useState } from 'react'
import { drawPart, type PartProps } from '../../parts/part.tsx'
import { runtimeOf } from '../../runtime/runtime.ts'
import type { CardParameter } from './cardWords.ts'

export type PriceCountdownState = {
  /** `holds`: a price that ends by itself; `renewing`: another one is asked for; `none`: there is nothing to count. */
  state: 'holds' | 'renewing' | 'none'
  /** Less than a minute is left. */
  soon: boolean
}
export type PriceCountdownProps = CardParameter & PartProps<PriceCountdownState, 'p'>

/**
 * How long the price stays, by the server's clock; whether it can still be sold at is decided by the card. An estimate has no end, and
 * is asked for again now and then. Without our look: `useOfframpCard`'s `quote.expiresAt` and `prices.fresh`.
 *
 * @example <PriceCountdown card={card} />
 */
export function PriceCountdown({ card, ...props }: PriceCountdownProps): ReactNode {
  const { config, messages, prices, quote } = card
  const { clock } = runtimeOf(config)
  const until = quote?.expiresAt ?? null
  const [now, setNow] = useState(() => clock.now())
  useEffect(() => {
    if (until === null) return
    setNow(clock.now())
    const timer = setInterval(() => setNow(clock.now()), 1_000)
    return () => clearInterval(timer)
  }, [until, clock])
  if (!messages) return null
  const left = until === null ? null : (until - now) / 1000
  const renewing = prices.state === 'priced' && !prices.fresh
  const own = {
    className: 'ofk-fine ofk-price-time',
    // A reader of screens is not told each second.
    role: left === null ? undefined : 'timer',
    children:
      left !== null
        ? messages.card.holds(messages.duration(left))
        : renewing
          ? messages.card.renewing
          : '\u00a0',
  }
  return drawPart<PriceCountdownState, 'p'>('p', own, props, {
    state: left !== null ? 'holds' : renewing ? 'renewing' : 'none',
    soon: left !== null && left < 60,
  })
}
