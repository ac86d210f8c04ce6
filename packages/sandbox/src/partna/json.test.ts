import { describe, expect, it } from 'vitest'
import { Literal, num, readJson, writeJson } from './json.ts'

describe('writing', () => {
  it('keeps number literals, leaves out what is undefined, escapes as Go does', () => {
    const text = writeJson({ a: num('0.110000000000000001'), b: undefined, c: 'A & B <c>', d: [true, null] })
    expect(text).toBe('{"a":0.110000000000000001,"c":"A \\u0026 B \\u003cc\\u003e","d":[true,null]}')
    expect(JSON.parse(text).c).toBe('A & B <c>')
  })
})

describe('reading', () => {
  it('keeps number literals apart from text that looks like one', () => {
    const read = readJson('{"a": 0.110000000000000001, "b": "7", "c": {"d": -1.5e3}, "e\\"1": true}')
    expect(read?.a).toEqual(new Literal('0.110000000000000001'))
    expect(read?.b).toBe('7')
    expect(read?.c).toEqual({ d: new Literal('-1.5e3') })
    expect(read?.['e"1']).toBe(true)
  })

  it.each(['', '[1]', '7', '"x"', '{'])('answers null for %o', (text) => expect(readJson(text)).toBeNull())
})
