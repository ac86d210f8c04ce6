import { plural } from './format.ts'
import type { FormMessages } from './messages.ts'

export const enForm: FormMessages = {
  allNeeded: 'Everything here is needed.',
  someOptional: 'Everything here is needed, unless it says optional.',
  optional: 'optional',
  choose: 'Choose…',
  sending: 'Sending…',
  agree: 'Agree and continue',
  corrections: (count) =>
    plural('en', count, {
      one: 'One answer needs a correction.',
      other: `${count} answers need a correction.`,
    }),
  problems: {
    missing: (label) => `“${label}” needs an answer.`,
    too_long: (label, maxLength) => `“${label}” is too long: ${maxLength} characters at most.`,
    not_offered: (label) => `Choose one of the list for “${label}”.`,
    not_email: () => 'An e-mail address has an @, as in name@example.org.',
    pattern: (label) => `“${label}” does not have the right form. Check it.`,
  },
  changed: {
    title: 'It would pay less now',
    body: 'The price fell before your order was made. Nothing was made and nothing was sent. Continue only if you agree to the new price.',
    before: 'You agreed to at least',
    now: 'Now at least',
  },
}
