import { expect, test } from 'vitest'
import { sessionSchema } from '../api/schemas.ts'

const form = { kind: 'form', orderId: 'o', title: 'Where to pay', fields: [] }
const field = { name: 'kind', label: 'Kind', type: 'text', required: true }
const when = { field: 'kind', equals: 'business' }

test('the language of its words crosses our API; what is no tag is none', () => {
  expect(sessionSchema.parse({ ...form, lang: 'es-MX' })).toMatchObject({ lang: 'es-MX' })
  for (const lang of ['', 'not a tag', '"><b>', 5])
    expect(sessionSchema.parse({ ...form, lang })).toMatchObject({ ...form, lang: undefined })
})

test('why a form is asked again crosses our API; a reason of a later version is still a form', () => {
  expect(sessionSchema.parse({ ...form, reason: 'price_changed' })).toMatchObject({ reason: 'price_changed' })
  for (const reason of ['something_new', 5, null])
    expect(sessionSchema.parse({ ...form, reason })).toMatchObject({ ...form, reason: undefined })
  expect(sessionSchema.parse(form)).toEqual(form)
})

test('what was agreed to and what it is now cross it; figures that cannot be read are not told', () => {
  const before = { amount: '1934.42', currency: 'MXN' }
  const changed = { before, now: { amount: '1915.06', currency: 'MXN' } }
  expect(sessionSchema.parse({ ...form, reason: 'price_changed', changed })).toMatchObject({ changed })
  for (const odd of [{ before }, { before, now: { amount: '1e3', currency: 'MXN' } }, 'less'])
    expect(sessionSchema.parse({ ...form, changed: odd })).toMatchObject({ ...form, changed: undefined })
})

test('a question crosses it whole; comfort that this version does not know is left out', () => {
  const name = { ...field, name: 'company', when, group: 'Holder', inputMode: 'text', autocomplete: 'off' }
  expect(sessionSchema.parse({ ...form, fields: [field, name] })).toMatchObject({ fields: [field, name] })
  const odd = { ...field, inputMode: 'braille', group: 5, autocomplete: {}, colour: 'red' }
  expect(sessionSchema.parse({ ...form, fields: [odd] })).toEqual({ ...form, fields: [field] })
})

test.each([
  ['a kind of question of a later version', [{ ...field, type: 'checkbox' }]],
  ['a condition of a later version', [field, { ...field, name: 'b', when: { ...when, not: true } }]],
  [
    'a condition on many answers',
    [field, { ...field, name: 'b', when: { field: 'kind', equals: ['a', 'b'] } }],
  ],
  [
    'a condition on a question that is not asked',
    [field, { ...field, name: 'b', when: { ...when, field: 'c' } }],
  ],
  ['a condition on a question further down', [{ ...field, name: 'b', when }, field]],
  ['a question that waits for itself', [{ ...field, when }]],
  ['two questions of one name', [field, field]],
  ['a choice of nothing', [{ ...field, type: 'select', options: [] }]],
])('a form that could only be drawn wrongly is refused: %s', (_, fields) => {
  expect(sessionSchema.safeParse({ ...form, fields }).success).toBe(false)
})
