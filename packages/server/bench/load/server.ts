// A server process of its own: node server.ts '<ServerConfig as JSON>'. Speaks with its parent over IPC.
import type { AddressInfo } from 'node:net'
import { createId } from '@offrampkit/core/order'
import type { Store } from '../../src/stores/store.ts'
import { kitHandler, serverOf } from './apps.ts'
import { basePath, type ServerConfig, type ServerWord, siweDomain } from './config.ts'
import { type LoadedProviders, providersModule } from './loadedProviders.ts'
import { openStore } from './openStore.ts'
import { userHeaders } from './user.ts'

const config = JSON.parse(process.argv[2] ?? '') as ServerConfig
const say = (word: ServerWord) => process.send?.(word)
const working = new Set<Promise<void>>()
const background = (work: Promise<void>) => {
  working.add(work)
  void work.finally(() => working.delete(work))
}

/** Orders as their owner makes them, opened at the provider and come back from it. */
async function seed(store: Store, loaded: LoadedProviders, wanted: NonNullable<ServerConfig['seed']>) {
  const { wishes } = await providersModule()
  const handler = kitHandler({ store, loaded, background })
  const headers = {
    ...(await userHeaders()),
    origin: `https://${siweDomain}`,
    'content-type': 'application/json',
  }
  const { provider } = wanted
  const ask = async (path: string, body?: unknown) => {
    const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
    const response = await handler(new Request(`https://${siweDomain}${basePath}${path}`, init))
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return (await response.json()) as { orderId: string }
  }
  const newId = () => createId((length) => crypto.getRandomValues(new Uint8Array(length)))
  const one = async () => {
    const sender = '0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B'
    const { orderId } = await ask('/orders', {
      requestId: newId(),
      provider,
      request: wishes[provider],
      sender,
    })
    if (wanted.upTo === 'created') return orderId
    await ask(`/orders/${orderId}/session`, {})
    if (provider === 'coinbase') await ask(`/orders/${orderId}?returned=1`)
    return orderId
  }
  const orderIds: string[] = []
  while (orderIds.length < wanted.orders)
    orderIds.push(
      ...(await Promise.all(Array.from({ length: Math.min(20, wanted.orders - orderIds.length) }, one))),
    )
  return orderIds
}

const store = openStore(config.store)
const loaded = (await providersModule()).serverSide(config)
const orderIds = config.seed ? await seed(store, loaded, config.seed) : []
const server = serverOf(config.app, { store, loaded, background })
server.listen(0, '127.0.0.1', () =>
  say({ word: 'ready', port: (server.address() as AddressInfo).port, orderIds }),
)

process.on('message', async (word) => {
  if (word === 'end') process.exit()
  if (word === 'idle') {
    while (working.size > 0) await Promise.all(working)
    say({ word: 'idle' })
  }
  const { user, system } = process.cpuUsage()
  if (word === 'cpu') say({ word: 'cpu', seconds: (user + system) / 1_000_000 })
})
// Never outlives the bench.
process.on('disconnect', () => process.exit())
