'use client'
import type { OfframpError } from '@offrampkit/core'
import type { FormAnswers, FormReason } from '@offrampkit/core/api'
import { type ReactNode, useEffect, useState } from 'react'
import { useMessagesSource } from '../../config/useMessagesSource.ts'
import { type ConfigParameter, useOfframpConfig } from '../../config/useOfframpConfig.ts'
import type { MessagesSource, OfframpMessages } from '../../messages/messages.ts'
import type { SessionStep } from '../../order/sessionStep.ts'
import { drawPart, type PartProps } from '../../parts/part.tsx'
import type { AnswerForm } from './AnswerForm.tsx'

/** Where the form stands; also in `data-*`. */
export type OfframpFormState = {
  state: 'loading' | 'failed' | 'asking' | 'sending' | 'refused'
  /** Why it is asked again. */
  reason: FormReason | null
}

export interface OfframpFormProps extends ConfigParameter, Omit<PartProps<OfframpFormState>, 'onSubmit'> {
  /** What is asked: the step of a session. */
  step: Extract<SessionStep, { kind: 'form' }>
  /**
   * Takes the answers on, to the server alone. They are handed out by a function, which `useOfframpSession` takes as it is, so
   * that no cache holds bank details.
   */
  onSubmit(values: () => FormAnswers): void
  /** The answers are under way. */
  sending?: boolean
  /** Why the last answers were not taken. Shown at the field that `details.field` names, else above the button. */
  error?: OfframpError | null
}

interface Loaded {
  AnswerForm: typeof AnswerForm
  messages: OfframpMessages
}

/**
 * The questions that a provider asks instead of having a page of its own, such as those for a bank account, drawn from the
 * session's data. Its code is loaded when it is first shown. What is typed is stored nowhere, and the server checks it again. Without
 * it: `phase` and `submit` of `useOfframpSale`, or `useOfframpSession`.
 *
 * @example
 * ```tsx
 * const [step, setStep] = useState<SessionStep | null>(null) // a mutation forgets its last answer while the next is under way
 * const session = useOfframpSession({ mutation: { onSuccess: (made) => setStep(made.step) } })
 * return step?.kind === 'form' ? (
 *   <OfframpForm
 *     step={step}
 *     sending={session.isPending}
 *     error={session.error}
 *     onSubmit={(values) => session.mutate({ orderId: step.orderId, values })}
 *   />
 * ) : null
 * ```
 */
export function OfframpForm(props: OfframpFormProps): ReactNode {
  const { step, onSubmit, sending = false, error = null, config: given, ...part } = props
  const source = useMessagesSource(useOfframpConfig({ config: given }))
  const [loaded, setLoaded] = useState<Loaded | 'failed' | null>(null)
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each further try loads again
  useEffect(() => {
    let wanted = true
    load(source).then(
      (parts) => wanted && setLoaded(parts),
      // Another language that does not come takes no answers away.
      () => wanted && setLoaded((held) => held ?? 'failed'),
    )
    return () => {
      wanted = false
    }
  }, [source, tries])

  const failed = loaded === 'failed'
  const here = loaded === 'failed' ? null : loaded
  const own = {
    className: 'ofk-alone',
    lang: here?.messages.locale,
    dir: here?.messages.dir,
    'aria-busy': loaded === null,
    children: failed ? (
      <button type="button" className="ofk-button" onClick={() => setTries(tries + 1)}>
        {source.button.failedToLoad}
      </button>
    ) : (
      here && (
        <here.AnswerForm
          step={step}
          sending={sending}
          refused={error}
          messages={here.messages}
          onSubmit={onSubmit}
          foot={(button, above) => (
            <>
              {above}
              <div className="ofk-actions">{button}</div>
            </>
          )}
        />
      )
    ),
  }
  return drawPart('div', own, part, {
    state: failed ? 'failed' : !here ? 'loading' : sending ? 'sending' : error ? 'refused' : 'asking',
    reason: step.reason ?? null,
  })
}

async function load(source: MessagesSource): Promise<Loaded> {
  const [{ AnswerForm }, messages] = await Promise.all([import('./AnswerForm.tsx'), source.load()])
  return { AnswerForm, messages }
}
