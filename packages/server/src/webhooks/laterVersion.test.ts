import { OfframpError } from '@offrampkit/core'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import { describe, expect, it } from 'vitest'
import { fakeProvider } from '../../test/fakeProvider.ts'
import { harness, newId } from '../../test/harness.ts'
import { memoryStore } from '../stores/memory.ts'

const hour = 3_600_000
const day = 24 * hour

/** News that this version of the code does not know how to read, kept by it; and the version that does, over the same store. */
async function twoVersions(parse: () => null, ofNobody?: string) {
  const fake = fakeProvider()
  const store = memoryStore()
  const older: ServerProviderFactory = (context) => {
    const provider = fake.create(context)
    return provider.webhook ? { ...provider, webhook: { ...provider.webhook, parse } } : provider
  }
  const [before, after] = [harness({ providers: [older], store }, fake), harness({ store }, fake)]
  const orderId = ofNobody ?? (await before.create()).orderId
  const news = { orderId, rowId: 'r', state: 'received', fields: {} }
  expect((await before.webhook(news)).status).toBe(200)
  const rows = async () => (await store.order(orderId))?.order.facts.rows
  expect((await rows()) ?? {}).toEqual({})
  return { before, after, news, rows, fake, store }
}

const takesForNone = () => null
const cannotRead = () => {
  throw new OfframpError({ code: 'provider_unreadable', message: 'A number where there was text.' })
}

describe.each([
  ['could not read', cannotRead],
  ['took for none of ours', takesForNone],
])('news that the version before %s', (_, parse) => {
  it('is worked on when it is delivered once more', async () => {
    const { after, news, rows } = await twoVersions(parse)
    expect((await after.webhook(news)).status).toBe(200)
    expect(await rows()).toHaveProperty('r')
    expect(await after.handler.reconcile()).toMatchObject({ webhooks: 0 })
  })

  it('is worked on by the next version all the same, when it is its turn', async () => {
    const { after, rows } = await twoVersions(parse)
    after.pass(6 * hour)
    expect(await after.handler.reconcile()).toMatchObject({ webhooks: 1, failed: 0 })
    expect(await rows()).toHaveProperty('r')
  })

  it('is looked at four times a day for a week, which asks nobody anything, and then is left and forgotten', async () => {
    const { before, store, fake } = await twoVersions(parse, newId())
    let looked = 0
    for (let passed = 0; passed < 8 * day; passed += hour) {
      before.pass(hour)
      looked += (await before.handler.reconcile()).webhooks
    }
    expect(looked).toBe(27)
    expect(fake.calls.reads).toBe(0)
    // Settled, so that it is forgotten with the others.
    expect(await store.prune({ webhooks: before.now(), consumed: 0, limit: 9 })).toBe(1)
  })
})
