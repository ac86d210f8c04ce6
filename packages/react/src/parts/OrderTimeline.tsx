'use client'
import type { ReactNode } from 'react'
import { Steps } from '../flow/Timeline.tsx'
import type { StepName } from '../messages/messages.ts'
import { type ScreenName, type StepState, stepsOf } from '../sale/screen.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import type { PartProps } from './part.tsx'
import { drawSalePart } from './salePart.tsx'

/** Which step it is, and how it is with it; also in `data-*`. */
export type OrderTimelineState = { stage: ScreenName; step: StepName; state: StepState }

export type OrderTimelineProps = PartProps<OrderTimelineState, 'ol'> & {
  view: Pick<SaleView, 'messages' | 'screen'>
}

/**
 * The four steps of a sale, and which one it is. Each step has `data-state`: `todo`, `current`, `trouble` or `done`. Without it:
 * `view.screen` of `useOfframpSale`, or `stage.name` of `useOfframpStatus`.
 *
 * @example <OrderTimeline view={view} />
 */
export function OrderTimeline({ view, ...props }: OrderTimelineProps): ReactNode {
  const { messages, screen } = view
  const steps = stepsOf(screen)
  const at = steps.findLast(({ state }) => state !== 'todo') ?? steps[0]
  const own = {
    className: 'ofk-steps',
    messages,
    'aria-label': messages.panel.progress,
    children: <Steps view={view} />,
  }
  const { name: step, state } = at ?? { name: 'confirm', state: 'todo' }
  return drawSalePart('ol', own, props, { stage: screen, step, state })
}
