import { invalid } from '../errors.ts'

/** What a form was filled with, by field name. */
export type Answers = Readonly<Record<string, string>>

/** The trimmed answer, or `''`. What an object inherits is never read. */
export function answerTo(values: Answers, name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '').trim() : ''
}

/**
 * The answer, which must be there, be printable and not be too long. Its value stands in no error.
 *
 * @throws OfframpError `invalid_request` with `details.field`
 */
export function required(values: Answers, name: string, label: string, maxLength = 64): string {
  const answer = answerTo(values, name)
  if (answer === '') throw invalid(`${label} is missing.`, 'Fill it in and try again.', name)
  return checkedLine(answer, name, label, maxLength)
}

/** As {@link required}, for what may be left out. */
export function optional(values: Answers, name: string, label: string, maxLength = 64): string | null {
  const answer = answerTo(values, name)
  return answer === '' ? null : checkedLine(answer, name, label, maxLength)
}

/** One of the offered choices, as the word that stands for it on the wire. */
export function chosen<word extends string>(
  values: Answers,
  name: string,
  label: string,
  words: Readonly<Record<string, word>>,
): word {
  const answer = required(values, name, label)
  const found = Object.hasOwn(words, answer) ? words[answer] : undefined
  if (found === undefined) throw invalid(`${label} is not one of the choices.`, 'Choose one of them.', name)
  return found
}

/** @throws OfframpError `invalid_request` for an answer that does not match as a whole */
export function matching(answer: string, name: string, label: string, pattern: RegExp, how: string): string {
  if (!pattern.test(answer)) throw invalid(`${label} is not valid.`, how, name)
  return answer
}

function checkedLine(answer: string, name: string, label: string, maxLength: number): string {
  // Control and direction characters could show one name and send another.
  if (answer.length > maxLength || /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(answer))
    throw invalid(`${label} is too long or holds what cannot be printed.`, 'Type it again.', name)
  return answer
}
