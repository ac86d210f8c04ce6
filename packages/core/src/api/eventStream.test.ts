import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEventReader } from './eventStream.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const readAll = (text: string) => createEventReader().read(bytes(text))

describe('a stream', () => {
  test.each([
    ['a message', 'data: {"version":7}\n\n', ['{"version":7}']],
    ['two', 'data: a\n\ndata: b\n\n', ['a', 'b']],
    ['with CRLF', 'data: a\r\n\r\n', ['a']],
    ['without a space', 'data:a\n\n', ['a']],
    ['of two lines', 'data: a\ndata: b\n\n', ['a\nb']],
    ['comments and other fields', ': hello\nid: 4\nevent: x\nretry: 1\n\n', []],
    ['a comment inside a message', 'data: a\n:\n\n', ['a']],
    ['a message that has not ended', 'data: a\n', []],
    ['blank lines', '\n\n\n', []],
  ])('%s', (_, text, messages) => {
    expect(readAll(text)).toEqual(messages)
  })

  test.each([
    ['an id', 'id: 7\ndata: x\n\n', '7', undefined],
    ['the last of several', 'id: 7\ndata: x\n\nid:8\n\n', '8', undefined],
    ['an id that stays', 'id: 7\ndata: x\n\ndata: y\n\n', '7', undefined],
    ['one of a message that has not ended', 'id: 7\ndata: x\n', undefined, undefined],
    ['one that is none of ours', 'id: a\r\ndata: x\n\nid\nid: -1\n\n', undefined, undefined],
    ['when to come back', 'retry: 2500\n\n', undefined, 2_500],
    ['and when not', 'retry: soon\nretry\nretry: 1.5\n\n', undefined, undefined],
  ])('%s', (_, text, lastId, retryMs) => {
    const reader = createEventReader()
    reader.read(bytes(text))
    expect([reader.lastId, reader.retryMs]).toEqual([lastId, retryMs])
  })

  test('says the same wherever it is cut', () => {
    const said = fc.array(fc.string({ unit: 'grapheme' }).filter((text) => !/^\s|[\r\n]/.test(text)))
    fc.assert(
      fc.property(said, fc.array(fc.nat(30)), (messages, cuts) => {
        const whole = bytes(messages.map((text) => `: x\ndata: ${text}\n\n`).join(''))
        const reader = createEventReader()
        const heard: string[] = []
        let at = 0
        for (const cut of [...cuts, whole.length]) {
          heard.push(...reader.read(whole.subarray(at, at + cut)))
          at += cut
        }
        expect(heard).toEqual(messages)
      }),
    )
  })

  test.each([
    ['a line', 'x'],
    ['a message', 'data: x\n'],
  ])('does not keep %s that has no end', (_, piece) => {
    const reader = createEventReader()
    expect(() => {
      for (let i = 0; i < 5_000; i++) reader.read(bytes(piece))
    }).toThrow(/no end/)
  })
})
