import { describe, expect, test } from 'vitest'
import page from '../../ERRORS.md?raw'
import { errorCodes, type OfframpErrorCode } from './codes.ts'
import { isOfframpError, OfframpError, toOfframpError } from './offrampError.ts'

const codes = Object.keys(errorCodes) as OfframpErrorCode[]
const sections = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf('\n')), section.split(/^## /m)[0] as string]),
)

describe.each(codes)('%s', (code) => {
  const error = new OfframpError({ code, message: 'What.' })
  const row = errorCodes[code]

  test('is explained where its link points, with what to do and what is known about money', () => {
    const [file, anchor] = error.docs.split('#')
    expect(file).toBe('https://github.com/offrampkit/offrampkit/blob/main/packages/core/ERRORS.md')
    const section = sections.get(anchor as string)
    expect(section).toBeDefined()
    expect(section).toMatch(/\*\*What to do\*\*: \S.{10,}/)
    const word = { no: 'No:', maybe: 'Maybe.', yes: 'Yes.' }[row.moneyMoved]
    expect(section).toContain(`**Money moved**: ${word}`)
    expect(section).toContain(
      `Try the same again: ${row.retryable ? 'yes' : 'no'} · HTTP status of our API: ${row.status}`,
    )
  })

  test('has a row that the error follows', () => {
    expect(error.status).toBe(row.status)
    expect(row.status).toBeGreaterThanOrEqual(400)
    expect(row.status).toBeLessThan(600)
    expect(error).toMatchObject({ retryable: row.retryable, moneyMoved: row.moneyMoved })
  })
})

test('the page explains no code that does not exist', () => {
  expect([...sections.keys()].sort()).toEqual(codes.map((code) => code.replaceAll('_', '-')).sort())
})

describe('OfframpError', () => {
  const full = {
    code: 'wallet_silent',
    message: 'What happened.',
    why: 'Why it matters.',
    action: 'What to do.',
    retryable: true,
    moneyMoved: 'yes',
    retryAfterMs: 5,
    details: { field: 'x' },
  } as const

  test('joins its parts for people and keeps them for programs', () => {
    const cause = new Error('secret of the cause')
    const error = new OfframpError({ ...full, cause })
    expect(error.message).toBe('What happened. Why it matters. What to do.')
    expect(error).toMatchObject({ shortMessage: full.message, why: full.why, action: full.action, cause })
    expect(error.toJSON()).toEqual(full)
    expect(JSON.stringify(error)).not.toContain('secret')
    expect(new OfframpError({ code: 'internal', message: 'What.' }).message).toBe('What.')
    expect('cause' in new OfframpError({ code: 'internal', message: 'What.' })).toBe(false)
  })

  test('leaves out of its wire form what it was not given', () => {
    expect(new OfframpError({ code: 'not_found', message: 'Gone.' }).toJSON()).toEqual({
      code: 'not_found',
      message: 'Gone.',
      retryable: false,
      moneyMoved: 'no',
    })
  })

  test('is recognised across copies of this module, and nothing else is', () => {
    const copy = Object.assign(new Error('x'), { name: 'OfframpError', code: 'internal' })
    expect(isOfframpError(copy)).toBe(true)
    for (const value of [
      new Error('x'),
      { name: 'OfframpError', code: 'internal' },
      null,
      undefined,
      'OfframpError',
    ])
      expect(isOfframpError(value)).toBe(false)
  })

  test('wraps what is not its own, once', () => {
    const own = new OfframpError(full)
    expect(toOfframpError(own)).toBe(own)
    const cause = new TypeError('x')
    expect(toOfframpError(cause)).toMatchObject({ code: 'internal', cause })
    expect(toOfframpError('thrown text')).toMatchObject({ code: 'internal', cause: 'thrown text' })
  })
})
