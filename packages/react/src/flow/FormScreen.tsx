'use client'
import type { FormField } from '@offrampkit/core/api'
import { type ReactNode, useId, useState } from 'react'
import type { SaleView } from '../sale/useSaleView.ts'
import { ErrorDetail } from './ErrorDetail.tsx'
import { Foot } from './Foot.tsx'
import { Icon } from './Icon.tsx'

/** A provider's questions, drawn from its description alone. Checked by the browser here, and by the server for truth. */
export function FormScreen({ view }: { view: SaleView }): ReactNode {
  const { messages, phase } = view
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  if (phase.name !== 'form') return null
  const { step, sending, refused } = phase
  return (
    <form
      className="ofk-form"
      onSubmit={(event) => {
        event.preventDefault()
        const given = step.fields.map(({ name }) => [name, values[name] ?? ''] as const)
        view.submit(Object.fromEntries(given.filter(([, value]) => value !== '')))
      }}
    >
      <h3 className="ofk-title">{step.title}</h3>
      {step.fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      {refused && (
        <div className="ofk-trouble" role="alert">
          <Icon name="alert" />
          <div>
            <ErrorDetail error={refused} messages={messages} />
            {refused.action && <p className="ofk-fine">{refused.action}</p>}
          </div>
        </div>
      )}
      <Foot view={view}>
        <button type="submit" className="ofk-button" aria-busy={sending} disabled={sending}>
          {messages.open.submit}
        </button>
      </Foot>
    </form>
  )
}

function Field(props: { field: FormField; value: string; onChange(value: string): void }): ReactNode {
  const { field, value, onChange } = props
  const id = useId()
  const shared = {
    id,
    name: field.name,
    className: 'ofk-input',
    value,
    required: field.required,
    autoComplete: field.autocomplete ?? 'off',
    'aria-describedby': field.hint ? `${id}-hint` : undefined,
  }
  return (
    <div className="ofk-field">
      <label className="ofk-label" htmlFor={id}>
        {field.label}
      </label>
      {field.type === 'select' ? (
        <select {...shared} onChange={(event) => onChange(event.target.value)}>
          <option value="" disabled hidden />
          {field.options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type={field.type}
          pattern={usablePattern(field.pattern)}
          maxLength={field.maxLength}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {field.hint && (
        <p id={`${id}-hint`} className="ofk-fine">
          {field.hint}
        </p>
      )}
    </div>
  )
}

/** A pattern that this browser cannot read must not make the form impossible to send. */
function usablePattern(pattern: string | undefined): string | undefined {
  if (pattern === undefined) return undefined
  try {
    return new RegExp(pattern, 'v') && pattern
  } catch {
    return undefined
  }
}
