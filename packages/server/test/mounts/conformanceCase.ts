import { expect } from 'vitest'
import type { Answer, Ask } from './http.ts'
import { headerOf } from './http.ts'

/** Orders that are there before the requests are sent. */
export interface Known {
  orderId: string
}

export interface Expected {
  status: number
  /** Of a typed error. */
  code?: string
  headers?: Readonly<Record<string, string | null>>
  /** Part of the JSON that is answered. */
  json?: unknown
  /** Nothing is answered but a status and headers. */
  empty?: true
  /** What the probe answers has none of our headers. */
  probe?: true
  /** The answer is the framework's, not ours: only its status counts. */
  theirs?: true
}

/** One request, and what every mount answers to it. */
export interface Case {
  name: string
  ask: Ask | ((known: Known) => Ask)
  answer: Expected
  /** Frameworks that see to it themselves, before the handler is asked. */
  except?: Readonly<Record<string, Expected>>
}

export const origin = 'https://app.example'
/** As a page of the app sends it, for alice. */
export const fromThePage = [
  ['origin', origin],
  ['offrampkit-version', '1'],
  ['x-user', 'alice'],
] as const

/** A change that the page asks for. */
export function post(path: string, body: unknown = {}, more: Ask['headers'] = []): Ask {
  const headers = [...fromThePage, ['content-type', 'application/json'] as const, ...more]
  return { method: 'POST', path, headers, body: JSON.stringify(body) }
}

export const get = (path: string, more: Ask['headers'] = []): Ask => ({
  path,
  headers: [...fromThePage, ...more],
})

const always = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** @throws what is different */
export function checkAnswer(found: Answer, expected: Expected): void {
  const text = found.body.toString()
  const said = `${found.status} ${text.slice(0, 300)}`
  expect(found.status, said).toBe(expected.status)
  if (expected.theirs) return
  if (expected.probe) {
    expect(JSON.parse(text)).toMatchObject(expected.json as object)
    return
  }
  for (const [name, value] of Object.entries({ ...always, ...expected.headers }))
    expect(headerOf(found, name), name).toBe(value)
  for (const name of ['Origin', 'Cookie', 'Authorization'])
    expect(headerOf(found, 'vary')?.split(', ')).toContain(name)
  if (expected.empty) {
    expect(text).toBe('')
    return
  }
  expect(headerOf(found, 'content-type')).toBe('application/json; charset=utf-8')
  expect(headerOf(found, 'offrampkit-version')).toBe('1')
  const json = JSON.parse(text)
  if (expected.code) expect(json.error?.code).toBe(expected.code)
  if (expected.json) expect(json).toMatchObject(expected.json)
}
