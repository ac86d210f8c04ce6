'use client'
import { useEffect, useState } from 'react'
import { type ConfigParameter, useOfframpConfig } from '../config/useOfframpConfig.ts'
import { runtimeOf } from '../runtime/runtime.ts'

export interface UseTimeLeftParameters extends ConfigParameter {
  /** Milliseconds since 1970 by the server's clock; `null`: there is no deadline. */
  until: number | null
  /** How long it was in all, in milliseconds, for `share`. */
  period?: number | null | undefined
}

export interface TimeLeft {
  /** Whole seconds; never below zero. */
  seconds: number
  /** `soon`: less than five minutes. */
  state: 'plenty' | 'soon' | 'over'
  /** What is left of the period, from 1 down to 0; `null` where that is not known. */
  share: number | null
}

/**
 * Time until a deadline by the server's clock, drawn again when another second has passed. It only shows the time: whether
 * sending is allowed is decided by the order's stage, and checked again in the click that sends.
 *
 * @returns `null` where there is no deadline
 *
 * @example
 * ```tsx
 * const left = useTimeLeft({ until: instruction.deadlines.order })
 * if (left?.state === 'over') return <p>Time is up.</p>
 * ```
 */
export function useTimeLeft(parameters: UseTimeLeftParameters): TimeLeft | null {
  const { until, period = null } = parameters
  const { clock } = runtimeOf(useOfframpConfig(parameters))
  const [, draw] = useState(0)
  const seconds = until === null ? 0 : secondsUntil(until, clock.now())
  useEffect(() => {
    if (until === null) return
    const timer = setInterval(() => draw(secondsUntil(until, clock.now())), 1_000)
    return () => clearInterval(timer)
  }, [until, clock])
  if (until === null) return null
  const state = seconds === 0 ? 'over' : seconds < 300 ? 'soon' : 'plenty'
  return { seconds, state, share: period ? Math.min((seconds * 1_000) / period, 1) : null }
}

/** A clock that tells no time (NaN) says that it is over. */
function secondsUntil(until: number, now: number): number {
  return until > now ? Math.ceil((until - now) / 1_000) : 0
}
