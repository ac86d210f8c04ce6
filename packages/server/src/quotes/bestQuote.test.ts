import { OfframpError } from '@offrampkit/core'
import type { SellQuote } from '@offrampkit/core/api'
import type { ServerProvider } from '@offrampkit/core/provider'
import { describe, expect, it } from 'vitest'
import { wish } from '../../test/harness.ts'
import { bestQuote } from './bestQuote.ts'

const paying = (id: string, receive: SellQuote['receive'] | Error) =>
  ({
    id,
    getQuote: async () => {
      if (receive instanceof Error) throw receive
      return { provider: id, receive } as SellQuote
    },
  }) as unknown as ServerProvider

const call = { clientIp: '203.0.113.7', signal: new AbortController().signal }
const down = new OfframpError({ code: 'provider_unavailable', message: 'Down.' })

describe('bestQuote', () => {
  it('compares amounts exactly, and is not stopped by one that is down', async () => {
    const providers = [
      paying('a', { amount: '9.99999999999999999', currency: 'USD' }),
      paying('down', down),
      paying('b', { amount: '10', currency: 'USD' }),
      paying('c', { amount: '9.9', currency: 'USD' }),
      paying('euro', { amount: '999', currency: 'EUR' }),
    ]
    expect((await bestQuote(providers, wish, call)).provider).toBe('b')
  })

  it('says why when there is none', async () => {
    await expect(bestQuote([paying('down', down)], wish, call)).rejects.toBe(down)
    const euro = paying('euro', { amount: '9', currency: 'EUR' })
    await expect(bestQuote([euro], wish, call)).rejects.toMatchObject({ code: 'provider_rejected' })
  })
})
