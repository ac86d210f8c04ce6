'use client'
import type { OfframpError } from '@offrampkit/core'
import { agreedValue, type FormAnswers, type FormField } from '@offrampkit/core/api'
import { type ReactNode, useId, useState } from 'react'
import { ErrorDetail } from '../../flow/ErrorDetail.tsx'
import { Icon } from '../../flow/Icon.tsx'
import type { OfframpMessages } from '../../messages/messages.ts'
import type { SessionStep } from '../../order/sessionStep.ts'
import { groupsOf } from './answers.ts'
import { PriceNotice } from './PriceNotice.tsx'
import { Agreed, Question } from './Question.tsx'
import { useAnswers } from './useAnswers.ts'

export interface AnswerFormProps {
  step: Extract<SessionStep, { kind: 'form' }>
  sending: boolean
  /** Why the last answers were not taken. */
  refused: OfframpError | null
  messages: OfframpMessages
  onSubmit(values: () => FormAnswers): void
  /** Where the button stands, and what must be in sight with it: what it agrees to, and why it was refused. */
  foot(button: ReactNode, above: ReactNode): ReactNode
}

/**
 * A provider's questions, drawn from its description alone. What was typed is in the inputs and nowhere else: it goes with
 * them, and stays while the same questions are asked again for a reason.
 */
export function AnswerForm(props: AnswerFormProps): ReactNode {
  const { orderId, title, fields, reason } = props.step
  // By what is asked, not by which object says so: an app may make that anew whenever it draws.
  const asked = JSON.stringify([orderId, title, fields])
  const [last, setLast] = useState({ asked, form: 0 })
  if (last.asked !== asked) setLast({ asked, form: reason ? last.form : last.form + 1 })
  return <Questions key={last.form} {...props} />
}

function Questions({ step, sending, refused, messages, onSubmit, foot }: AnswerFormProps): ReactNode {
  const texts = messages.form
  const id = useId()
  const {
    form,
    asked,
    problems,
    refusal,
    refusedAt,
    onInput,
    onSubmit: submit,
  } = useAnswers({
    fields: step.fields,
    sending,
    refused,
    // Handed out by a function, so that no cache of mutations, log or devtool holds them.
    onAnswers: (answers) => onSubmit(() => answers),
  })
  const questions = asked.filter((field) => agreedValue(field) === null)
  const lang = step.lang ?? 'en'
  const agreed = asked.filter((field) => agreedValue(field) !== null)
  const wrong = Object.keys(problems).length

  function problemWith(field: FormField): string | null {
    if (refusal && refusedAt === field.name)
      return [refusal.shortMessage, refusal.action].filter(Boolean).join(' ')
    const problem = problems[field.name]
    return problem ? texts.problems[problem](field.label, field.maxLength ?? 0) : null
  }

  return (
    <form
      ref={form}
      className="ofk-form"
      aria-labelledby={`${id}-title`}
      autoComplete="off"
      noValidate
      onInput={onInput}
      onSubmit={submit}
    >
      <h3 id={`${id}-title`} className="ofk-title">
        <bdi lang={lang}>{step.title}</bdi>
      </h3>
      {step.reason === 'price_changed' && <PriceNotice changed={step.changed} messages={messages} />}
      {questions.length > 0 && (
        <p className="ofk-fine">
          {questions.every((field) => field.required) ? texts.allNeeded : texts.someOptional}
        </p>
      )}
      <p className="ofk-announce" role="status">
        {wrong > 0 && texts.corrections(wrong)}
      </p>
      {groupsOf(questions).map(({ legend, fields }) => {
        const drawn = fields.map((field) => (
          <Question
            key={field.name}
            field={field}
            lang={lang}
            texts={texts}
            problem={problemWith(field)}
            refused={refusedAt === field.name}
            busy={sending}
          />
        ))
        if (legend === null) return drawn
        return (
          <fieldset key={`group ${fields[0]?.name}`} className="ofk-fieldset">
            <legend className="ofk-legend">
              <bdi lang={lang}>{legend}</bdi>
            </legend>
            {drawn}
          </fieldset>
        )
      })}
      {foot(
        // Never disabled: that would take the focus away from whoever has just pressed it.
        <button
          type="submit"
          className="ofk-button"
          aria-busy={sending}
          aria-disabled={sending}
          aria-describedby={agreed.map(({ name }) => `${id}-agreed-${name}`).join(' ') || undefined}
        >
          {sending ? texts.sending : step.reason === 'price_changed' ? texts.agree : messages.open.submit}
        </button>,
        <>
          {agreed.map((field) => (
            <Agreed key={field.name} field={field} lang={lang} id={`${id}-agreed-${field.name}`} />
          ))}
          {refusal && refusedAt === null && (
            <div className="ofk-trouble" role="alert">
              <Icon name="alert" />
              <div>
                <ErrorDetail error={refusal} messages={messages} />
                {refusal.action && (
                  <p className="ofk-fine" lang="en" dir="auto">
                    {refusal.action}
                  </p>
                )}
              </div>
            </div>
          )}
        </>,
      )}
    </form>
  )
}
