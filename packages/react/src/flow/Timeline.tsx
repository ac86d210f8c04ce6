import type { ReactNode } from 'react'
import { stepsOf } from '../sale/screen.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { Icon } from './Icon.tsx'

type StepsView = Pick<SaleView, 'messages' | 'screen'>

/** Four steps, and which one it is. */
export function Timeline({ view }: { view: StepsView }): ReactNode {
  return (
    <ol className="ofk-steps" aria-label={view.messages.panel.progress}>
      <Steps view={view} />
    </ol>
  )
}

/** The steps, in a list. */
export function Steps({ view: { messages, screen } }: { view: StepsView }): ReactNode {
  return (
    <>
      {stepsOf(screen).map(({ name, state }) => (
        <li
          key={name}
          className="ofk-step"
          data-state={state}
          aria-current={state === 'current' || state === 'trouble' ? 'step' : undefined}
        >
          <span className="ofk-step-mark">
            {state === 'done' && <Icon name="check" />}
            {state === 'trouble' && <Icon name="alert" />}
          </span>
          <span className="ofk-step-name">{messages.steps[name]}</span>
        </li>
      ))}
    </>
  )
}
