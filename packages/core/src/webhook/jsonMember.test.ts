import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { rawMembers } from './jsonMember.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

test('each member is exactly its text, in any JSON that is written in any way', () => {
  const name = fc.string({ unit: 'binary', maxLength: 8 })
  const space = fc.stringMatching(/^[ \t\n\r]{0,3}$/)
  const value = fc.tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1, '\t'))
  const members = fc.uniqueArray(fc.tuple(name, value, space, space), {
    selector: ([key]) => key,
    maxLength: 6,
  })
  fc.assert(
    fc.property(members, space, (list, around) => {
      const texts = list.map(([key, [json, indent], before, after]) => {
        const raw = JSON.stringify(json, null, indent)
        return { key, raw, text: `${before}${JSON.stringify(key)}${after}:${before}${raw}${after}` }
      })
      const text = `${around}{${around}${texts.map((one) => one.text).join(',')}}${around}`
      JSON.parse(text)
      expect([...(rawMembers(text) ?? [])]).toEqual(texts.map(({ key, raw }) => [key, raw]))
    }),
    { numRuns: 5_000 },
  )
})

test.each(['1', 'null', '[]', '"{}"', '[{"a":1}]', 'true'])('%s is no object', (text) => {
  expect(rawMembers(text)).toBeNull()
})

test('a name that stands twice, also when one of them is escaped, is refused', () => {
  expect(rawMembers('{"a":1,"a":2}')).toBeNull()
  expect(rawMembers('{"a":1,"\\u0061":2}')).toBeNull()
  expect(rawMembers('{"__proto__":1,"constructor":2}')?.size).toBe(2)
})

test.each(['{"a":["', '{"a":{"b', '{"a":["b","c\\"', '{"a":[1', '{"a":{', '{"a":"', '{"a'])(
  '%s, which breaks off, is refused',
  (text) => {
    let found: unknown
    try {
      found = rawMembers(text)
    } catch (error) {
      found = error instanceof SyntaxError ? null : error
    }
    expect(found).toBeNull()
  },
)

test('text that is not JSON ends, whatever it is', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[{}[\]":,\\a1 ]{0,30}$/), (text) => {
      try {
        rawMembers(text)
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError)
      }
    }),
    { numRuns: 10_000 },
  )
})
