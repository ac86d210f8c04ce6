import { expect, test } from 'vitest'
import { sessionSchema } from '../api/schemas.ts'

test('why a form is asked again crosses our API; a reason of a later version is still a form', () => {
  const form = { kind: 'form', orderId: 'o', title: 'Where to pay', fields: [] }
  expect(sessionSchema.parse({ ...form, reason: 'price_changed' })).toMatchObject({ reason: 'price_changed' })
  for (const reason of ['something_new', 5, null])
    expect(sessionSchema.parse({ ...form, reason })).toMatchObject({ ...form, reason: undefined })
  expect(sessionSchema.parse(form)).toEqual(form)
})
