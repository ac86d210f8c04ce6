import { afterEach, expect, test, vi } from 'vitest'
import { network, sandboxUrl, threeInstances, untilMade } from '../testing/fixtures/threeInstances.ts'
import { capa } from './server.ts'
import { memoryCapaUsers } from './users.ts'

/** Capa takes no reference and no idempotency key: every order call that it gets makes an order. */
const apiKey = 'a-key-of-the-main-partner'
const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const world of opened.splice(0)) await world.close()
})

/** Up to the form that asks for the bank account. */
async function atTheForm() {
  const users = memoryCapaUsers()
  const instances = await threeInstances({ capa: { keys: [{ key: apiKey, partner: 'main' }] } }, () =>
    capa({ apiKey, environment: 'staging', baseUrl: sandboxUrl, users, networks: { BASE: network } }),
  )
  opened.push(instances)
  const { sandbox, at, answer } = instances
  const orderId = await instances.order('capa/api', { amount: '25', cashoutCurrency: 'MXN', country: 'MX' })
  await at(0).createSession({ orderId })
  await answer(1, orderId, { email: 'ada@example.com' })
  for (const { id } of sandbox.control.capa.users()) sandbox.control.capa.setKyc(id, 'VERIFIED')
  const form = await at(2).createSession({ orderId })
  const fields = form.kind === 'form' ? form.fields : []
  const receiveAtLeast = fields.find(({ name }) => name === 'receiveAtLeast')?.options?.[0]?.value ?? ''
  const values = { clabe: '014680260346007120', receiveAtLeast }
  const made = () => sandbox.control.capa.orders()
  return { ...instances, instances, orderId, values, made }
}
const isOrderCall = ({ method, path }: { method: string; path: string }) =>
  method === 'POST' && path.endsWith('/off-ramp')

test('three instances that get the answers at once make one order at Capa', async () => {
  const { answer, orderId, values, made, at } = await atTheForm()
  const told = await Promise.all([0, 1, 2, 0, 1, 2].map((instance) => answer(instance, orderId, values)))
  expect(told).toEqual(Array.from({ length: 6 }, () => ({ kind: 'deposit', orderId })))
  expect(made()).toHaveLength(1)
  expect((await at(2).getOrder({ orderId })).status.kind).toBe('awaiting_deposit')
})

test('an answer that is lost is made up for on whichever instance, however wrong its clock is', async () => {
  const { instances, sandbox, answer, orderId, values, made, at } = await atTheForm()
  sandbox.control.capa.setFaults({ lostCreates: 1 })
  await expect(answer(0, orderId, values)).rejects.toMatchObject({ code: 'provider_unavailable' })
  expect(made()).toHaveLength(1)
  await untilMade(instances, orderId, values)
  expect(made()).toHaveLength(1)
  expect((await at(0).getOrder({ orderId })).status.kind).toBe('awaiting_deposit')
})

test('while nobody knows whether a call arrived no other one is made, by whichever clock', async () => {
  const { world, answer, orderId, values, made } = await atTheForm()
  let calls = 0
  world.beforeArrival = async (ask) => {
    if (!isOrderCall(ask)) return
    calls++
    throw new TypeError('fetch failed')
  }
  await expect(answer(0, orderId, values)).rejects.toMatchObject({ code: 'provider_unavailable' })
  // The clocks of these two say that more than a minute has gone by.
  for (const instance of [1, 2]) {
    const refusal = answer(instance, orderId, values)
    await expect(refusal).rejects.toMatchObject({ details: { reason: 'order_call_unanswered' } })
  }
  expect([calls, made().length]).toEqual([1, 0])
})

test.each(['beforeArrival', 'afterAnswer'] as const)(
  'an instance that is killed in the middle of the order call (%s) leaves at most that one order',
  async (when) => {
    const { instances, world, answer, orderId, values, made } = await atTheForm()
    let killed = false
    world.mortal = 0
    world[when] = async (ask) => {
      if (!isOrderCall(ask) || killed) return
      killed = true
      await new Promise(() => undefined)
    }
    void answer(0, orderId, values)
    await vi.waitFor(() => expect(killed).toBe(true), { timeout: 20_000 })
    if (when === 'afterAnswer') {
      await untilMade(instances, orderId, values)
      expect(made()).toHaveLength(1)
      return
    }
    // It may arrive yet: for a minute nobody asks again.
    for (const instance of [1, 2])
      await vi.waitFor(
        async () => {
          const refusal = answer(instance, orderId, values)
          await expect(refusal).rejects.toMatchObject({ details: { reason: 'order_call_unanswered' } })
        },
        { timeout: 20_000 },
      )
    expect(made()).toHaveLength(0)
  },
)
