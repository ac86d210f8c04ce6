import { isOfframpError } from '@offrampkit/core'
import {
  type AnswerProblem,
  answerOf,
  answerProblem,
  askedFields,
  type FormAnswers,
  type FormField,
} from '@offrampkit/core/api'

/** What is wrong with the answers, by the names of their fields. Holds no answer. */
export type Problems = Readonly<Record<string, AnswerProblem>>

/** Answers as a page holds them: in its inputs, and nowhere else. */
export function typedInto(form: HTMLFormElement): FormAnswers {
  const typed = [...new FormData(form)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(typed)
}

/** What is wrong with them, of what is asked. */
export function problemsOf(fields: readonly FormField[], answers: FormAnswers): Problems {
  const found = askedFields(fields, answers).map(
    (field) => [field.name, answerProblem(field, answerOf(field, answers))] as const,
  )
  return Object.fromEntries(found.filter((one): one is [string, AnswerProblem] => one[1] !== null))
}

/** What is sent: the answers to what is asked, and what is agreed to; nothing that was left empty. */
export function answersToSend(fields: readonly FormField[], answers: FormAnswers): FormAnswers {
  const given = askedFields(fields, answers).map((field) => [field.name, answerOf(field, answers)] as const)
  return Object.fromEntries(given.filter(([, answer]) => answer !== ''))
}

/** The answers that decide what else is asked. */
export function decidingAnswers(fields: readonly FormField[], answers: FormAnswers): FormAnswers {
  const deciding = new Set(fields.map(({ when }) => when?.field))
  return Object.fromEntries(Object.entries(answers).filter(([name]) => deciding.has(name)))
}

/** Neighbours of one group; those of none stand alone. */
export function groupsOf(
  fields: readonly FormField[],
): readonly { legend: string | null; fields: FormField[] }[] {
  const groups: { legend: string | null; fields: FormField[] }[] = []
  for (const field of fields) {
    const legend = field.group ?? null
    const last = groups.at(-1)
    if (last && legend !== null && last.legend === legend) last.fields.push(field)
    else groups.push({ legend, fields: [field] })
  }
  return groups
}

/** The field that a refusal is about, if it is asked: servers name it `clabe` or `values.clabe`. */
export function refusedField(fields: readonly FormField[], refusal: unknown): string | null {
  const told = isOfframpError(refusal) ? refusal.details?.field : undefined
  const name = told?.replace(/^values\./, '')
  return fields.some((field) => field.name === name) ? (name ?? null) : null
}
