import type { FormField } from '@offrampkit/core/api'
import { type ReactNode, useId } from 'react'
import { Icon } from '../../flow/Icon.tsx'
import type { FormMessages } from '../../messages/messages.ts'

/**
 * One question: its label, what helps to answer it, and what is wrong with the answer. What a server says may read in another direction
 * than the page.
 */
export function Question(props: {
  field: FormField
  /** Language of its words. */
  lang: string
  texts: FormMessages
  /** What is wrong with the answer, in words. */
  problem: string | null
  /** Those words are the server's. */
  refused: boolean
  busy: boolean
}): ReactNode {
  const { field, lang, texts, problem, refused, busy } = props
  const id = useId()
  const described = [field.hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ')
  const shared = {
    id,
    name: field.name,
    className: 'ofk-input',
    required: field.required,
    // Bank details are not kept by the browser either, also not for going back to this page.
    autoComplete: field.autocomplete ?? 'off',
    'aria-invalid': problem !== null,
    'aria-describedby': described || undefined,
  }
  return (
    <div className="ofk-field">
      <label className="ofk-label" htmlFor={id}>
        <bdi lang={lang}>{field.label}</bdi>
        {!field.required && <span className="ofk-optional"> ({texts.optional})</span>}
      </label>
      {field.type === 'select' ? (
        <div className="ofk-select">
          <select {...shared} defaultValue="">
            <option value="" disabled={field.required} hidden={field.required}>
              {texts.choose}
            </option>
            {field.options?.map((option) => (
              <option key={option.value} value={option.value} lang={lang} dir="auto">
                {option.label}
              </option>
            ))}
          </select>
        </div>
      ) : (
        <input
          {...shared}
          type={field.type}
          inputMode={field.inputMode}
          // Digits in groups keep their order also where the page reads from right to left.
          dir="auto"
          readOnly={busy}
          spellCheck={false}
          autoCorrect="off"
          autoCapitalize={field.autocomplete === undefined ? 'off' : undefined}
        />
      )}
      {field.hint && (
        <p id={`${id}-hint`} className="ofk-fine">
          <bdi lang={lang}>{field.hint}</bdi>
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="ofk-problem">
          <Icon name="alert" />
          <bdi lang={refused ? 'en' : undefined}>{problem}</bdi>
        </p>
      )}
    </div>
  )
}

/** What is agreed to by going on. */
export function Agreed({ field, id, lang }: { field: FormField; id: string; lang: string }): ReactNode {
  return (
    <div className="ofk-agreed" id={id}>
      <p className="ofk-agreed-line">
        <bdi className="ofk-label" lang={lang}>
          {field.label}
        </bdi>{' '}
        <bdi className="ofk-strong" lang={lang}>
          {field.options?.[0]?.label}
        </bdi>
      </p>
      {field.hint && (
        <p className="ofk-fine">
          <bdi lang={lang}>{field.hint}</bdi>
        </p>
      )}
    </div>
  )
}
