import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { memoryStore } from '../stores/memory.ts'
import { createSiweAuth, type SiweAuthOptions } from './auth.ts'
import { isPlaceholder, strengthOf } from './strength.ts'

const secret = randomBytes(32).toString('base64url')
const start = (options: Partial<SiweAuthOptions> = {}) =>
  createSiweAuth({ domain: 'app.example', secret, ...options })

describe('createSiweAuth does not start', () => {
  it.each([
    ['', 'without'],
    [undefined, 'without'],
    ['x7Lw0', 'too short'],
    ['Zk3-9fQ_x7Lw0aTqv2Rb8', 'too short'],
    ['please-change-me-to-a-long-random-secret', 'placeholder'],
    ['0123456789 SIWE_SECRET 0123456789 SIWE', 'placeholder'],
    ['a'.repeat(64), 'words, rows or repetitions'],
    ['deadbeef'.repeat(8), 'words, rows or repetitions'],
    ['0123456789'.repeat(5), 'words, rows or repetitions'],
    ['abcdefghijklmnopqrstuvwxyz012345', 'words, rows or repetitions'],
    ['correct horse battery staple correct horse', 'words, rows or repetitions'],
    ['Tr0ub4dor&3Tr0ub4dor&3Tr0ub4dor&3', 'words, rows or repetitions'],
    ['00000000-0000-4000-8000-000000000000', 'words, rows or repetitions'],
  ])('with the secret %j: %s', (bad, says) => {
    const begin = () => start({ secret: bad as string })
    expect(begin).toThrow(expect.objectContaining({ code: 'invalid_config' }))
    expect(begin).toThrow(new RegExp(`${says}.*crypto\\.randomBytes\\(32\\)`))
    if (bad) expect(begin).not.toThrow(new RegExp(bad.slice(0, 12)))
  })

  it.each(['https://app.example', 'app.example/path', '', undefined, 'APP.example'])(
    'with the domain %j',
    (bad) => {
      expect(() => start({ domain: bad as string })).toThrow(/not a host|without a `domain`/)
    },
  )

  it('in production for this machine, or without a store that remembers', () => {
    const { forgets, ...store } = memoryStore()
    expect(() => start({ production: true, store })).not.toThrow()
    expect(() => start({ production: true })).toThrow(/store.*sqliteStore/)
    expect(() => start({ production: true, store: memoryStore() })).toThrow(/store.*sqliteStore/)
    for (const domain of ['localhost:3000', '127.0.0.1', '[::1]:80'])
      expect(() => start({ production: true, store, domain })).toThrow(/production: false/)
  })
})

it('takes whatever was made by chance, in every usual spelling', () => {
  const spellings = [
    () => randomBytes(32).toString('base64url'),
    () => randomBytes(32).toString('base64'),
    () => randomBytes(32).toString('hex'),
    () => randomBytes(32).toString('hex').toUpperCase(),
    () => randomBytes(16).toString('hex'),
  ]
  for (let i = 0; i < 1_000; i++)
    for (const spell of spellings) {
      const text = spell()
      expect(strengthOf(text), text).toBeGreaterThan(96)
      expect(isPlaceholder(text), text).toBe(false)
    }
})
