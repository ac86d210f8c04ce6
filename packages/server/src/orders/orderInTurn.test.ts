import { expect, it } from 'vitest'
import { fakeProvider } from '../../test/fakeProvider.ts'
import { harness } from '../../test/harness.ts'
import { gate, unanswered } from '../../test/makingProvider.ts'

it('after an answer was lost: a deposit that is reserved while the provider is read is seen, and nothing more is asked for', async () => {
  const fake = fakeProvider()
  let steps = 0
  let lost = true
  const h = harness(
    {
      providers: [
        (context) => {
          const provider = fake.create(context)
          return {
            ...provider,
            async createSession(order, call) {
              steps += 1
              if (lost && steps > 1) throw unanswered()
              return await provider.createSession(order, call)
            },
          }
        },
      ],
    },
    fake,
  )
  const order = await h.ready()
  const path = { orderId: order.orderId }
  // The address came once, and the provider lists nothing: a read brings no news.
  fake.rows.set(order.orderId, [])
  expect(await h.code('createSession', { path })).toBe('provider_unavailable')
  lost = false
  const asked = steps

  const { open, opened } = gate()
  let reading = false
  fake.onRead = async () => {
    reading = true
    await opened
  }
  const step = h.ok('createSession', { path })
  await expect.poll(() => reading).toBe(true)
  const reserved = await h.ok('reserveDeposit', { path, body: { attempt: h.attemptFor(order) } })
  expect(reserved).toMatchObject({ status: 'reserved' })
  open()
  expect(await step).toEqual({ kind: 'follow', orderId: order.orderId })
  expect(steps).toBe(asked)
})
