import { createId } from '@offrampkit/core/order'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { redisShared } from '../../src/shared/redis/redisShared.ts'
import { startRedis, type TestRedis } from '../engines/redis.ts'
import { startProxy } from './tcpProxy.ts'

const pace = { perSecond: 8, withinMs: 5_000 }
const newOrder = () => createId((length) => crypto.getRandomValues(new Uint8Array(length)))

let [primary, replica]: TestRedis[] = []
beforeAll(async () => {
  ;[primary, replica] = await Promise.all([startRedis(), startRedis()])
})
afterAll(() => Promise.all([primary?.stop(), replica?.stop()]))

/** An instance whose seconds pass when the test says so. */
async function open(port: number) {
  let time = 1_000_000
  const shared = redisShared({ url: `redis://127.0.0.1:${port}`, now: () => time })
  await shared.ready()
  return { shared, pass: (ms: number) => (time += ms) }
}

it('follows to the server that has taken over, and hears what is told there', async () => {
  const network = await startProxy(primary!.port)
  const { shared, pass } = await open(network.port)
  await shared.take('before', pace)
  // The name leads to the other one now; connections that are open still lead to the one that became its replica.
  await primary!.say('REPLICAOF', '127.0.0.1', `${replica!.port}`)
  network.target = replica!.port
  const other = await open(replica!.port)
  await expect
    .poll(async () => {
      pass(1_000)
      await shared.keep('k', 'both', { freshMs: 4_000, staleMs: 90_000_000 })
      return (await other.shared.read('k'))?.value
    })
    .toBe('both')
  const heard = new Promise((resolve) => shared.listen({ onChange: resolve, onGap: () => undefined }))
  const change = { orderId: newOrder(), version: 2 }
  await other.shared.publish(change)
  expect(await heard).toEqual(change)
  await primary!.say('REPLICAOF', 'NO', 'ONE')
  await Promise.all([shared.close(), other.shared.close()])
  await network.close()
})

it('whose data is thrown away begins anew, and gives no more than the rate from then on', async () => {
  const { shared, pass } = await open(primary!.port)
  for (let taken = 0; taken < 3; taken++) await shared.take('flushed', pace)
  await primary!.say('FLUSHALL')
  expect(await shared.take('flushed', pace)).toEqual({ taken: true, waitMs: 0 })
  const waits = []
  for (let taken = 0; taken < 3; taken++) waits.push((await shared.take('flushed', pace)).waitMs)
  expect(waits).toEqual([128, 256, 384])
  pass(0)
  await shared.close()
})

it('that answers late is waited for half a second, then done without until it is quick again', async () => {
  const network = await startProxy(primary!.port)
  const { shared, pass } = await open(network.port)
  network.delayMs = 400
  // What was taken together in the last second still counts.
  expect(await shared.take('slow', pace)).toMatchObject({ taken: false })
  network.delayMs = 0
  await expect
    .poll(async () => {
      pass(1_000)
      await shared.keep('quick', 'again', { freshMs: 4_000, staleMs: 9_000 })
      return (await shared.read('quick'))?.value
    })
    .toBe('again')
  await shared.close()
  await network.close()
})
