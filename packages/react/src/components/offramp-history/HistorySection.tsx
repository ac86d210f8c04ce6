import type { ReactNode } from 'react'
import type { OfframpHistoryProps, OfframpHistoryState } from './historyProps.ts'

const bones = [0, 1, 2]

/** The element around the list, with rows as high as those that come while nothing is there yet. */
export function HistorySection(
  props: Pick<OfframpHistoryProps, 'className' | 'render'> & {
    state: OfframpHistoryState
    label?: string
    locale?: string
    dir?: 'ltr' | 'rtl'
    children?: ReactNode
  },
): ReactNode {
  const { className, render, state, label, locale, dir, children } = props
  const element = {
    className: `ofk-alone ofk-history${className === undefined ? '' : ` ${className}`}`,
    'data-state': state,
    'aria-busy': state === 'loading',
    'aria-label': label,
    lang: locale,
    dir,
    children: (
      <>
        {children}
        {state === 'loading' && (
          <div className="ofk-entries" aria-hidden="true">
            {bones.map((bone) => (
              <div key={bone} className="ofk-entry">
                <div className="ofk-entry-head">
                  <span className="ofk-stub" data-round="" />
                  <span className="ofk-entry-main">
                    <span className="ofk-stub" />
                    <span className="ofk-stub" />
                    <span className="ofk-stub" />
                  </span>
                </div>
              </div>
            ))}
          </div>
        )}
      </>
    ),
  }
  return render ? render(element, state) : <section {...element} />
}
