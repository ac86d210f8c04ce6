import { afterEach, expect, test, vi } from 'vitest'
import { network, sandboxUrl, threeInstances, untilMade } from '../testing/fixtures/threeInstances.ts'
import { createPartnaAdmin } from './admin.ts'
import { partna } from './server.ts'

const merchant = { username: 'shop', apiKey: 'a-key-of-this-shop' }
const accountName = 'wanjiku_k'
const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const world of opened.splice(0)) await world.close()
})

/** Up to the form that asks for the bank account. */
async function atTheForm() {
  const instances = await threeInstances({ partna: { merchants: [merchant] } }, async (sandbox) =>
    partna({
      merchant: merchant.username,
      apiKey: merchant.apiKey,
      environment: 'staging',
      baseUrl: `${sandboxUrl}/v4`,
      payUrl: `${sandboxUrl}/v4/pay/offramp`,
      webhookKeys: [await sandbox.control.partna.publicKeyPem()],
      networks: { base: network },
      accountOf: () => accountName,
      api: { expireAction: 'deposit' },
    }),
  )
  opened.push(instances)
  const { sandbox, at } = instances
  await createPartnaAdmin({
    merchant: merchant.username,
    apiKey: merchant.apiKey,
    environment: 'staging',
    baseUrl: `${sandboxUrl}/v4`,
    fetch: (input, init) => sandbox.fetch(new Request(input, init)),
    now: Date.now,
  }).createAccount({ accountName, email: 'wanjiku@example.com' })
  const orderId = await instances.order('partna/api', { amount: '25', cashoutCurrency: 'KES', country: 'KE' })
  await at(0).createSession({ orderId })
  const values = { mobileNetwork: 'Safaricom', accountNumber: '0700000001', holder: 'Sandbox Holder' }
  return { ...instances, instances, orderId, values, made: () => sandbox.control.partna.ramps() }
}
const isSale = ({ method, path }: { method: string; path: string }) =>
  method === 'POST' && path.endsWith('/ramp')

test('three instances that get the answers at once make one sale at Partna', async () => {
  const { world, answer, orderId, values, made, at } = await atTheForm()
  let asked = 0
  world.beforeArrival = async (ask) => {
    if (isSale(ask)) asked++
  }
  const told = await Promise.all([0, 1, 2, 0, 1, 2].map((instance) => answer(instance, orderId, values)))
  expect(told).toEqual(Array.from({ length: 6 }, () => ({ kind: 'deposit', orderId })))
  expect([made().length, asked]).toEqual([1, 1])
  expect((await at(2).getOrder({ orderId })).status.kind).toBe('awaiting_deposit')
})

test('a sale whose answer was lost is found by whichever instance is asked next', async () => {
  const { instances, world, answer, orderId, values, made, at } = await atTheForm()
  let lost = false
  world.afterAnswer = async (ask) => {
    if (!isSale(ask) || lost) return
    lost = true
    throw new TypeError('socket hang up')
  }
  await expect(answer(0, orderId, values)).rejects.toMatchObject({ code: 'provider_unavailable' })
  await untilMade(instances, orderId, values)
  expect(made()).toHaveLength(1)
  expect((await at(1).getOrder({ orderId })).status.kind).toBe('awaiting_deposit')
})

test.each(['beforeArrival', 'afterAnswer'] as const)(
  'an instance that is killed in the middle of making the sale (%s) leaves one',
  async (when) => {
    const { instances, world, answer, orderId, values, made } = await atTheForm()
    let killed = false
    world.mortal = 0
    world[when] = async (ask) => {
      if (!isSale(ask) || killed) return
      killed = true
      await new Promise(() => undefined)
    }
    void answer(0, orderId, values)
    await vi.waitFor(() => expect(killed).toBe(true), { timeout: 20_000 })
    await untilMade(instances, orderId, values)
    expect(made()).toHaveLength(1)
  },
)
