import type { ReactNode } from 'react'
import type { TimeLeft } from '../hooks/useTimeLeft.ts'
import type { OfframpMessages } from '../messages/messages.ts'

/** A ring that empties, and the time in words. Drawn by attributes alone: it needs no style sheet, and no policy refuses it. */
export function RingFace({ left, messages }: { left: TimeLeft; messages: OfframpMessages }): ReactNode {
  const { seconds, share, state } = left
  const circle = { cx: 10, cy: 10, r: 8, fill: 'none', stroke: 'currentColor', strokeWidth: 3 }
  return (
    <>
      <svg viewBox="0 0 20 20" width="1.2em" height="1.2em" aria-hidden="true" focusable="false">
        <circle {...circle} strokeOpacity={0.22} />
        {share !== null && share > 0 && (
          <circle
            {...circle}
            className="ofk-ring-arc"
            pathLength={100}
            strokeDasharray={`${(share * 100).toFixed(2)} 100`}
            transform="rotate(-90 10 10)"
          />
        )}
      </svg>
      {state === 'over' ? messages.review.timeUp : messages.duration(seconds)}
    </>
  )
}
