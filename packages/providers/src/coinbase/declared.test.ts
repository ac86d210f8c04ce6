import { bindDeposit } from '@offrampkit/core/deposit'
import { createId, stageOf, statusOf } from '@offrampkit/core/order'
import { expect, test } from 'vitest'
import { coinbaseBackend } from './client.ts'
import { order, page, registry, row, seller, startedAt } from './fixtures/sale.ts'

const token = '{"token":"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV","channel_id":""}'

/** A page over a storage that outlives it; Coinbase has one row of the order that can be paid. */
function openPage(kept: Map<string, string>) {
  let tokens = 0
  let count = 0
  const backend = coinbaseBackend({
    async request({ path }) {
      if (!path.endsWith('/token')) return page([row()])
      tokens += 1
      return token
    },
    registry,
    storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
    random: (length) => new Uint8Array(length).fill(++count),
    now: () => startedAt + 60_000,
    returnUrl: 'https://app.example/cash-out',
  })
  return { backend, tokens: () => tokens }
}

test('who said that they sent it by hand is not told where to send again, after a reload neither', async () => {
  const kept = new Map<string, string>()
  const { backend, tokens } = openPage(kept)
  const requestId = createId((length) => new Uint8Array(length).fill(9))
  const { orderId } = await backend.createOrder({
    requestId,
    provider: 'coinbase',
    request: order.request,
    sender: seller,
  })
  await backend.createSession({ orderId })
  await backend.getOrder({ orderId, returned: true })
  const said = await backend.getOrder({ orderId, declared: true })
  expect(said.facts.steps.declared).toBeDefined()

  const reloaded = openPage(kept)
  const view = await reloaded.backend.getOrder({ orderId })
  const binding = bindDeposit(view, registry, view.serverNow)
  expect(binding.state).toBe('ready')
  const status = statusOf(view, view.serverNow)
  for (const byHand of [true, false])
    expect(stageOf({ order: view, status, binding, attempts: [], byHand })).toMatchObject({
      name: 'declared',
      canSend: false,
    })
  expect(await reloaded.backend.createSession({ orderId })).toEqual({ kind: 'follow', orderId })
  expect([tokens(), reloaded.tokens()]).toEqual([1, 0])
})
