import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { createId, idToHex, isId } from './id.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 })
const base64url = (data: Uint8Array) =>
  btoa(String.fromCharCode(...data))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const hex = (data: Uint8Array) => [...data].map((byte) => byte.toString(16).padStart(2, '0')).join('')

test('an id is its bytes in base64url, and in hex', () => {
  fc.assert(
    fc.property(sixteen, (data) => {
      const id = createId(() => data)
      expect(id).toBe(base64url(data))
      expect(idToHex(id)).toBe(hex(data))
      expect(isId(id)).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})

test('an id fits where providers put it: Coinbase takes fewer than 50 of [A-Za-z0-9_-]', () => {
  const id = createId((length) => crypto.getRandomValues(new Uint8Array(length)))
  expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/)
})

test('only text that an id can be is one', () => {
  for (const text of [
    '',
    'A'.repeat(21),
    'A'.repeat(23),
    `${'A'.repeat(21)}B`,
    `${'A'.repeat(20)}+A`,
    1,
    null,
  ])
    expect(isId(text)).toBe(false)
  expect(() => idToHex('nonsense')).toThrow(expect.objectContaining({ code: 'invalid_request' }))
  expect(() => idToHex(`${'A'.repeat(21)}/`)).toThrow()
})

test('a source of randomness that gives too little is refused', () => {
  for (const length of [0, 15, 17])
    expect(() => createId(() => new Uint8Array(length))).toThrow(
      expect.objectContaining({ code: 'invalid_config' }),
    )
})
