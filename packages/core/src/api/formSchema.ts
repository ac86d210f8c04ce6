import * as z from 'zod/mini'
import type { FormField } from '../session/session.ts'
import { moneySchema } from './partSchemas.ts'

const text = z.string().check(z.maxLength(512))

/**
 * Reads a question. A kind of question, or a condition, that this version does not know makes the form unreadable: drawn as
 * something else it could be answered with what was not meant. What only adds comfort is left out instead.
 */
const fieldSchema = z.object({
  name: text,
  label: text,
  type: z.enum(['text', 'email', 'tel', 'select']),
  required: z.boolean(),
  hint: z.optional(text),
  pattern: z.optional(text),
  maxLength: z.optional(z.number()),
  options: z.optional(z.array(z.object({ value: text, label: text }))),
  autocomplete: z.catch(z.optional(text), undefined),
  inputMode: z.catch(z.optional(z.enum(['text', 'numeric', 'tel', 'email'])), undefined),
  group: z.catch(z.optional(text), undefined),
  when: z.optional(z.strictObject({ field: text, equals: text })),
})

/**
 * Two questions of one name have one answer, one that waits for a question that never comes is never asked, and a choice of
 * nothing can never be made.
 */
function isAskable(fields: readonly FormField[]): boolean {
  const above = new Set<string>()
  for (const { name, when, type, required, options } of fields) {
    if (above.has(name) || (when && !above.has(when.field))) return false
    if (type === 'select' && required && (options ?? []).length === 0) return false
    above.add(name)
  }
  return true
}

/** Reads the form of a session. */
export const formSchema = z.object({
  kind: z.literal('form'),
  orderId: text,
  title: text,
  // What is no tag is said in no known language.
  lang: z.catch(z.optional(z.string().check(z.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/))), undefined),
  fields: z.array(fieldSchema).check(z.refine((fields) => isAskable(fields as FormField[]))),
  // A reason that this version does not know is still a form to fill.
  reason: z.catch(z.optional(z.literal('price_changed')), undefined),
  changed: z.catch(z.optional(z.object({ before: moneySchema, now: moneySchema })), undefined),
})
