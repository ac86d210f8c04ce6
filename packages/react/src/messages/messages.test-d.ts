// Checked by the compiler alone: each line that is expected to fail must fail.
import { es } from './es/messages.ts'
import type { OfframpMessages } from './messages.ts'

const { offline: _, ...without } = es

// @ts-expect-error a key is missing
export const missing: OfframpMessages = without

// @ts-expect-error a stage is missing
export const missingStage: OfframpMessages['stages'] = { idle: es.stages.idle }

export const extra: OfframpMessages = {
  ...es,
  // @ts-expect-error a key that the kit does not have
  surplus: 'text',
}

export const extraError: OfframpMessages['errors'] = {
  ...es.errors,
  // @ts-expect-error a code that the kit does not have
  no_such_code: es.errors.internal,
}
