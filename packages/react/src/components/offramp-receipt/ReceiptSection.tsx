import type { ReactNode } from 'react'
import type { OfframpReceiptProps, OfframpReceiptState } from './receiptProps.ts'

const bones = [0, 1, 2, 3, 4, 5]

/** The element around a receipt. */
export function ReceiptSection(
  props: Pick<OfframpReceiptProps, 'className' | 'render'> & {
    state: OfframpReceiptState
    stage?: string
    locale?: string
    dir?: 'ltr' | 'rtl'
    labelledBy?: string
    children?: ReactNode
  },
): ReactNode {
  const { className, render, state, stage, locale, dir, labelledBy, children } = props
  const element = {
    className: `ofk-alone ofk-receipt${className === undefined ? '' : ` ${className}`}`,
    'data-state': state,
    'data-stage': stage,
    'aria-busy': state === 'loading',
    'aria-labelledby': labelledBy,
    lang: locale,
    dir,
    children: (
      <>
        {children}
        {state === 'loading' && (
          <div className="ofk-stubs" aria-hidden="true">
            {bones.map((bone) => (
              <span key={bone} className="ofk-stub" />
            ))}
          </div>
        )}
      </>
    ),
  }
  return render ? render(element, state) : <article {...element} />
}
