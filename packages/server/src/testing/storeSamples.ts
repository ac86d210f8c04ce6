import { createId, noFacts, type OrderEvent } from '@offrampkit/core/order'
import type { InboxEntry, OrderWrite, StoredOrder, UniqueKey } from '../stores/store.ts'

/** Random numbers that are the same in every run: mulberry32, a public-domain generator of 32 bits. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const sampleId = () => createId((length) => crypto.getRandomValues(new Uint8Array(length)))

/** An order with odd text in it: quotes, zero-width and astral characters, and names that objects have anyway. */
export function sampleOrder(changes: Partial<StoredOrder> & { createdAt?: number } = {}): StoredOrder {
  const { createdAt = 1_000, ...rest } = changes
  return {
    order: {
      orderId: sampleId(),
      provider: 'sample',
      flow: 'sample/hosted',
      request: {
        asset: 'USDC',
        network: 'eip155:8453',
        amount: '0.1000',
        cashoutCurrency: 'USD',
        country: 'US',
        method: `it's "odd" \u200b\u{1f4b8} \\`,
      },
      sender: '0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B',
      createdAt,
      rules: {
        states: ['waiting'],
        required: ['to'],
        createdBeforeMs: null,
        createdAfterMs: 0,
        windowMs: null,
        marginMs: 0,
        sender: 'ignored',
        senderIgnoredOn: [],
        amountCurrency: 'equal_if_given',
        frozen: ['to'],
      },
      facts: noFacts,
      attempts: [],
    },
    ownerId: 'owner',
    requestId: sampleId(),
    version: 1,
    dueAt: null,
    ...rest,
  }
}

export const requestKeyOf = (order: StoredOrder): UniqueKey => ({
  kind: 'request',
  scope: order.ownerId,
  value: order.requestId,
})

export const sampleEvent = (at: number): OrderEvent => ({ type: 'opened', at, source: 'server' })

/** The write that makes this order's next version. */
export function nextWrite(order: StoredOrder, changes: Partial<OrderWrite> = {}): OrderWrite {
  return {
    next: { ...order, version: order.version + 1 },
    expected: order.version,
    events: [sampleEvent(order.version)],
    keys: [],
    ...changes,
  }
}

export function sampleWebhook(changes: Partial<InboxEntry> = {}): InboxEntry {
  return {
    provider: 'sample',
    digest: 'd1',
    signed: Uint8Array.from([0, 255, 34, 128, 10]),
    receivedAt: 5,
    tries: 0,
    outcome: 'waiting',
    retryAt: 5,
    ...changes,
  }
}
