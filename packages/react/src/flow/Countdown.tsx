'use client'
import type { ReactNode } from 'react'
import { useTimeLeft } from '../hooks/useTimeLeft.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { RingFace } from './RingFace.tsx'
import { sendPeriod } from './sendingTime.ts'

/** Time until a deadline, in a line of an instruction. */
export function Countdown({ view, until }: { view: SaleView; until: number }): ReactNode {
  const { config, messages } = view
  const left = useTimeLeft({ config, until, period: sendPeriod(view) })
  return (
    left && (
      <span className="ofk-ring" role="timer" data-left={left.state}>
        <RingFace left={left} messages={messages} />
      </span>
    )
  )
}
