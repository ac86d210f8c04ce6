'use client'
import { type ReactNode, useEffect, useState } from 'react'
import { runtimeOf } from '../runtime/runtime.ts'
import type { SaleView } from '../sale/useSaleView.ts'

/** Time until a deadline by the server's clock. Only shows it: whether sending is allowed is decided elsewhere. */
export function Countdown({ view, until }: { view: SaleView; until: number }): ReactNode {
  const { clock } = runtimeOf(view.config)
  const [now, setNow] = useState(() => clock.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), 1_000)
    return () => clearInterval(timer)
  }, [clock])
  const seconds = (until - now) / 1000
  return (
    <span className="ofk-countdown" role="timer" data-soon={seconds < 300 ? '' : undefined}>
      {view.messages.duration(seconds)}
    </span>
  )
}
