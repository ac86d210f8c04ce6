'use client'
import type { ReactNode } from 'react'
import { RingFace } from '../flow/RingFace.tsx'
import { sendPeriod, sendUntil } from '../flow/sendingTime.ts'
import { type TimeLeft, useTimeLeft } from '../hooks/useTimeLeft.ts'
import { drawSalePart, type SalePartProps } from './salePart.tsx'

/** How much time is left; also in `data-*`. */
export type DeadlineRingState = { left: TimeLeft['state'] }

export type DeadlineRingProps = SalePartProps<DeadlineRingState, 'span'> & {
  /** Milliseconds since 1970 by the server's clock; otherwise the end of the time to send. */
  until?: number | undefined
  /** How long it was in all, in milliseconds; otherwise all of the time to send. */
  period?: number | undefined
}

/**
 * The time left to send, as a ring that empties and in words, by the server's clock: until the provider's deadline less the margin of its
 * rules. At zero it says so, and does nothing else: whether sending is allowed is decided elsewhere. Draws nothing for an order without
 * a deadline. Without it: `useTimeLeft`.
 *
 * @example <DeadlineRing view={view} className={({ left }) => (left === 'soon' ? 'hurry' : undefined)} />
 */
export function DeadlineRing({ view, until, period, ...props }: DeadlineRingProps): ReactNode {
  const { config, messages, status } = view
  const told = status?.binding.state === 'ready' ? sendUntil(view, status.binding.instruction) : null
  const left = useTimeLeft({ config, until: until ?? told, period: period ?? sendPeriod(view) })
  if (!left) return null
  const own = {
    className: 'ofk-ring',
    messages,
    role: 'timer',
    'aria-label': messages.review.timeLeft,
    children: <RingFace left={left} messages={messages} />,
  }
  return drawSalePart('span', own, props, { left: left.state })
}
