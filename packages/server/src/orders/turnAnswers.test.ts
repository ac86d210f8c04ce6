import { describe, expect, it } from 'vitest'
import { harness } from '../../test/harness.ts'
import { makingProvider, unanswered } from '../../test/makingProvider.ts'
import { worksite } from '../../test/worker/worksite.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Store } from '../stores/store.ts'

/** The provider has made a row, and its answer was lost; then the store gives out the turn, and that answer is lost as well. */
async function lostTwice() {
  const making = makingProvider()
  const inner = memoryStore()
  let loseNext = false
  const store: Store = {
    ...inner,
    async claim(name, holder, ms) {
      const outcome = await inner.claim(name, holder, ms)
      if (!loseNext || ms === 0 || !name.startsWith('step:')) return outcome
      loseNext = false
      throw new Error('connection reset after COMMIT')
    },
  }
  const h = harness({ providers: [making.create], store }, making.fake)
  const { orderId } = await h.create()
  const path = { orderId }
  making.beforeAnswer = async () => {
    throw unanswered()
  }
  expect(await h.code('createSession', { path })).toBe('provider_unavailable')
  making.beforeAnswer = async () => undefined
  loseNext = true
  expect(await h.code('createSession', { path })).toBe('store_failed')
  expect(making.rowsOf(orderId)).toEqual(['made-1'])
  return { h, making, orderId, path }
}

describe('a turn that was given, and whose answer was lost,', () => {
  it('does not let the next step forget that the one before was not finished: no second row is made', async () => {
    const { h, making, orderId, path } = await lostTwice()
    expect(await h.ok('createSession', { path })).toEqual({ kind: 'deposit', orderId })
    expect(making.rowsOf(orderId)).toEqual(['made-1'])
  })

  it('nor whoever gives the order up: the row is found, and taken back', async () => {
    const { h, making, orderId, path } = await lostTwice()
    expect(await h.code('cancelOrder', { path })).toBe('ok 200')
    expect(making.fake.rows.get(orderId)).toMatchObject([{ rowId: 'made-1', state: 'cancelled' }])
  })
})

it('a shared question answers nobody with an older order than they know', async () => {
  const site = worksite()
  const { refresher, store, writer } = site.servicesOf()
  const { orderId } = (await site.insertDue()).order
  const older = await store.order(orderId)
  if (!older) throw new Error('It was inserted.')
  const first = refresher.read(older)
  // This one waits for the first, and has the order as it was then.
  const second = refresher.read(older)
  const newer = await writer.change(orderId, () => ({
    events: [{ type: 'returned', at: site.time.now(), source: 'server' }],
  }))
  expect(newer.version).toBe(older.version + 1)
  const answers = await site.time.run(Promise.all([first, second, refresher.read(newer)]))
  expect(answers[2].stored).toEqual(newer)
})
