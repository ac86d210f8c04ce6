import type { FormField } from './session.ts'

/** Answers of a form by the names of its fields. */
export type FormAnswers = Readonly<Record<string, string>>

/** Why an answer cannot be taken. */
export type AnswerProblem = 'missing' | 'too_long' | 'not_offered' | 'not_email' | 'pattern'

/**
 * The fields that are asked, given the answers so far: one with a `when` only if the field that it names is asked itself and
 * has that answer.
 *
 * @example askedFields(form.fields, { holderType: 'business' })
 */
export function askedFields(fields: readonly FormField[], answers: FormAnswers): readonly FormField[] {
  const asked = new Map<string, FormField>()
  for (const field of fields) {
    const { when } = field
    const other = when && asked.get(when.field)
    if (!when || (other && answerOf(other, answers) === when.equals)) asked.set(field.name, field)
  }
  return [...asked.values()]
}

/** The one value of a field that is only agreed to, or `null` for a field that is filled in. */
export function agreedValue({ type, required, options }: FormField): string | null {
  const [only, second] = options ?? []
  return type === 'select' && required && only && !second ? only.value : null
}

/** The trimmed answer to a field, or `''`. What an object inherits is never read. */
export function answerOf(field: FormField, answers: FormAnswers): string {
  const given = Object.hasOwn(answers, field.name) ? answers[field.name] : undefined
  return agreedValue(field) ?? (given ?? '').trim()
}

/**
 * What is wrong with an answer to a field that is asked, or `null`. Never more than the server refuses, so that nothing that it
 * would take is kept from it.
 *
 * @example answerProblem({ name: 'clabe', label: 'CLABE', type: 'text', required: true }, ' ') // 'missing'
 */
export function answerProblem(field: FormField, answer: string): AnswerProblem | null {
  const value = answer.trim()
  if (value === '') return field.required ? 'missing' : null
  if (field.type === 'select')
    return field.options?.some((option) => option.value === value) ? null : 'not_offered'
  if (field.maxLength !== undefined && value.length > field.maxLength) return 'too_long'
  if (field.type === 'email' && !/^[^\s@]+@[^\s@]+$/u.test(value)) return 'not_email'
  const pattern = wholePattern(field.pattern)
  return pattern && !pattern.test(value) ? 'pattern' : null
}

/** A pattern that this browser cannot read must not make the form impossible to send. */
function wholePattern(pattern: string | undefined): RegExp | null {
  if (pattern === undefined) return null
  try {
    return new RegExp(`^(?:${pattern})$`, 'u')
  } catch {
    return null
  }
}
