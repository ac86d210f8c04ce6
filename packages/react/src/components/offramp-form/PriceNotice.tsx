import type { PriceChange } from '@offrampkit/core/api'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Icon } from '../../flow/Icon.tsx'
import type { OfframpMessages } from '../../messages/messages.ts'

/** Says that the price fell below what was agreed to, and takes the focus: nothing goes on without a new agreement. */
export function PriceNotice(props: {
  changed: PriceChange | undefined
  messages: Pick<OfframpMessages, 'cash' | 'form'>
}): ReactNode {
  const { changed, messages } = props
  const { title, body, before, now } = messages.form.changed
  const notice = useRef<HTMLDivElement>(null)
  const id = useId()
  // Again for each further change.
  const price = changed?.now.amount
  // biome-ignore lint/correctness/useExhaustiveDependencies: the price is why
  useEffect(() => notice.current?.focus(), [price])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds questions, and this holds none
    <div
      ref={notice}
      className="ofk-notice ofk-price"
      role="group"
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-body`}
    >
      <Icon name="alert" />
      <div id={`${id}-body`}>
        <p id={`${id}-title`} className="ofk-strong">
          {title}
        </p>
        <p>{body}</p>
        {changed && (
          <dl className="ofk-prices">
            <div>
              <dt>{before}</dt>
              <dd>
                <s>{messages.cash(changed.before)}</s>
              </dd>
            </div>
            <div>
              <dt>{now}</dt>
              <dd className="ofk-strong">{messages.cash(changed.now)}</dd>
            </div>
          </dl>
        )}
      </div>
    </div>
  )
}
