import { isOfframpError } from '@offrampkit/core'
import { bindDeposit } from '@offrampkit/core/deposit'
import { type OrderEvent, statusOf } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import { mutate, seeded } from '../testing/mutate.ts'
import { documentedPending } from './fixtures/news.ts'
import { depositAddress, heard, registry, seller, startedAt } from './fixtures/sale.ts'
import { networkMap } from './networks.ts'
import { parseWebhook } from './webhook.ts'
import { keepable } from './wire/sale.ts'

const networks = networkMap()
const bytes = (text: string) => new TextEncoder().encode(text)
const text = (data: Uint8Array) => new TextDecoder().decode(data)

/** What a message leads to; `null` for a typed error. Anything else that is thrown fails. */
function eventsOf(data: Uint8Array): readonly OrderEvent[] | null {
  try {
    return parseWebhook(data, networks, startedAt)?.events ?? []
  } catch (error) {
    if (!isOfframpError(error)) throw error
    return null
  }
}

describe('I-18: whatever is signed', () => {
  test('10,000 mutated messages: typed errors only, nothing advances, and no other address is bound', () => {
    for (let seed = 1; seed <= 10_000; seed += 1) {
      const data = bytes(mutate(documentedPending.body, seeded(seed)))
      const events = eventsOf(data)
      const order = heard(events ?? [])
      expect(['created', 'awaiting_deposit', 'conflict'], `seed ${seed}`).toContain(
        statusOf(order, startedAt).kind,
      )
      const binding = bindDeposit(order, registry, startedAt)
      if (binding.state === 'ready')
        expect(binding.instruction).toMatchObject({ to: depositAddress, from: seller, amount: '0.11' })
      expect(text(keepable(data)), `seed ${seed}`).not.toMatch(/0726140198|safaricom/i)
      // What is kept is as good, or as bad, as what came.
      if (events !== null && events.length > 0) expect(eventsOf(keepable(data))).toEqual(events)
    }
  }, 60_000)

  test('messages made to be expensive', () => {
    expect(eventsOf(bytes(`{"transactionReference":${'['.repeat(20_000)}${']'.repeat(20_000)}}`))).toBeNull()
    const long = documentedPending.body.replace('CUSD', 'C'.repeat(50_000))
    expect(eventsOf(bytes(long))).toBeNull()
    expect(eventsOf(Uint8Array.of(0xff, 0xfe))).toBeNull()
  })
})
