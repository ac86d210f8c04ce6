import { statusOf } from '@offrampkit/core/order'
import { describe, expect, it } from 'vitest'
import type { ProviderCatalog } from '../providerCatalog.ts'
import { parseOrder } from '../stores/orderText.ts'
import type { StoredOrder } from '../stores/store.ts'
import { sampleOrder } from '../testing/storeSamples.ts'
import { viewOf, writtenView } from './view.ts'

const noProviders = { flow: () => undefined } as unknown as ProviderCatalog
const at = 1_795_000_000_000

const written = (stored: StoredOrder): unknown =>
  JSON.parse(writtenView(stored, noProviders, at, true, statusOf(stored.order, at)).text)

describe('an order as it is answered', () => {
  it('is the same, written from what was read or anew', () => {
    const made = sampleOrder({ ownerId: 'ada' })
    const read = { ...made, order: parseOrder(JSON.stringify(made.order)) }
    const view = JSON.parse(JSON.stringify(viewOf(made, noProviders, at, true)))
    expect(written(read)).toEqual(view)
    expect(written(made)).toEqual(view)
    expect(view).toMatchObject({ orderId: made.order.orderId, version: 1, serverNow: at, stale: true })
    expect(JSON.stringify(view)).not.toContain('ada')
  })

  it('is never what it was before it changed', () => {
    const made = sampleOrder({ ownerId: 'ada' })
    const order = parseOrder(JSON.stringify(made.order))
    const next = { ...order, facts: { ...order.facts, reports: {} }, createdAt: order.createdAt + 1 }
    expect(written({ ...made, order: next, version: 2 })).toMatchObject({
      createdAt: order.createdAt + 1,
      version: 2,
    })
  })
})
