// Webhooks of Coinbase (HMAC) and Partna (RSA-PSS) against the least that could be written by hand, and keys parsed each time.
import { join } from 'node:path'
import { verifyWebhook } from '@offrampkit/core/webhook'
import { startPostgres } from '../test/engines/postgres.ts'
import { temporaryFolder } from '../test/temporaryFolder.ts'
import { type AppName, basePath, type StoreConfig, siweDomain } from './load/config.ts'
import { providersModule } from './load/loadedProviders.ts'
import { load, type RawRequest, rawRequest } from './load/rawClient.ts'
import { alternate, type Compared, goalsOf, rowsOf } from './load/rounds.ts'
import { keepOffServerCore, type ServerProcess, startServer } from './load/serverProcess.ts'

export const name = 'webhooks'
export const takes = '3 min'

const rounds = 4
const connections = 32
/** Of one round, four for each order. */
const orders = 400
const startedAt = Date.now()

type Provider = 'coinbase' | 'partna'
type Signer = Awaited<ReturnType<Awaited<ReturnType<typeof providersModule>>['createWebhooks']>>

/** The store of one side: nobody else's webhooks are in it. */
type Place = (side: string) => StoreConfig

async function batchOf(signer: Signer, provider: Provider, ids: readonly string[], isSale: boolean) {
  const batch: RawRequest[] = []
  for (let step = 0; step < 4; step++)
    for (const id of ids) {
      const { headers, body } = await signer[isSale ? provider : (`${provider}Other` as const)](id, step)
      const all = { host: siweDomain, 'user-agent': 'webhooks', 'x-order': id, ...headers }
      batch.push(rawRequest('POST', `${basePath}/webhooks/${provider}`, all, body))
    }
  return batch
}

/** @param isSale - whether they are about orders of the kit's; otherwise they are kept, answered and found to be of no interest */
async function compare(signer: Signer, provider: Provider, place: Place, isSale: boolean, against: AppName) {
  const shared = { webhookKey: signer.publicKey, startedAt }
  const seed = { provider, orders: orders * (rounds + 1), upTo: 'created' } as const
  const kit = await startServer({ app: 'kit', store: place('kit'), ...shared, ...(isSale ? { seed } : {}) })
  const needs = isSale && against === 'honoWrites'
  const hand = await startServer({
    app: against,
    store: place('hand'),
    ...shared,
    ...(needs ? { seed } : {}),
  })
  const round = async (server: ServerProcess, at: number) => {
    const ids = Array.from({ length: orders }, (_, i) => `purchase-${at}-${i}`)
    const sold = isSale ? (needs ? server : kit).orderIds.slice(at * orders, (at + 1) * orders) : ids
    const batch = await batchOf(signer, provider, sold, isSale)
    const before = await server.cpuSeconds()
    const begun = performance.now()
    const result = await load({
      ...{ port: server.port, connections },
      request: (index) => batch[index] ?? null,
    })
    // What goes on after the answers counts too.
    await server.idle()
    const seconds = (performance.now() - begun) / 1_000
    return { ...result, seconds, serverCpuSeconds: (await server.cpuSeconds()) - before }
  }
  try {
    return await alternate(
      rounds,
      (at) => round(kit, at),
      (at) => round(hand, at),
    )
  } finally {
    await kit.kill()
    await hand.kill()
  }
}

/** Microseconds for one, with the key imported for each and with it kept. */
async function costOfKeys() {
  const { serverSide, createWebhooks } = await providersModule()
  const signer = await createWebhooks(startedAt)
  const { providers, ...context } = serverSide({ webhookKey: signer.publicKey, startedAt })
  const made = providers.map((create) =>
    create({ ...context, now: Date.now, random: (n) => new Uint8Array(n) }),
  )
  const cost = async (provider: Provider, isFresh: boolean) => {
    const verification = made.find(({ id }) => id === provider)?.webhook?.verification
    if (!verification) throw new Error(provider)
    const { headers, body } = await signer[provider]('AAECAwQFBgcICQoLDA0ODw', 0)
    const message = { headers: new Headers(headers), rawBody: new TextEncoder().encode(body) }
    const times = 500
    const before = process.cpuUsage()
    for (let at = 0; at < times; at++) {
      // A blank more is the same key and another text: nothing that is kept is found.
      const blank = ' '.repeat(isFresh ? at + 1 : 0)
      await verifyWebhook(
        verification.kind === 'rsa-pss-member'
          ? { ...verification, publicKeys: verification.publicKeys.map((key) => key + blank) }
          : verification,
        message,
        Date.now(),
      )
    }
    const { user, system } = process.cpuUsage(before)
    return (user + system) / times
  }
  await cost('partna', false)
  const [fresh, kept] = [await cost('partna', true), await cost('partna', false)]
  return { fresh, kept }
}

export async function measure(say: (progress: string) => void) {
  keepOffServerCore()
  const signer = await (await providersModule()).createWebhooks(startedAt)
  const folder = temporaryFolder()
  const postgres = await startPostgres()
  let made = 0
  const file: Place = (side) => ({ kind: 'sqlite', path: join(folder.path, `${side}${++made}.db`) })
  const database: Place = (side) => ({ kind: 'postgres', url: postgres.url, schema: `${side}${++made}` })
  const rows: Record<string, unknown>[] = []
  const goals: { goal: string; holds: boolean }[] = []
  const add = (what: string, compared: Compared, isGoal: boolean) => {
    rows.push(...rowsOf(what, compared))
    if (isGoal) goals.push(...goalsOf(what, compared))
  }
  for (const provider of ['coinbase', 'partna'] as const)
    for (const [where, place] of [
      ['SQLite', file],
      ['PostgreSQL', database],
    ] as const) {
      const what = `${provider}, ${where}`
      say(what)
      add(`${what}: verified and kept`, await compare(signer, provider, place, false, 'hono'), true)
      // Coinbase is asked about each, which a handler that only writes does not do.
      if (provider === 'coinbase') continue
      // No goal: the kit reads what the message says, joins it to what is known and decides when to ask again; the baseline does not.
      add(`${what}: about an order`, await compare(signer, provider, place, true, 'honoWrites'), false)
    }
  await postgres.stop()
  folder.remove()
  const { fresh, kept } = await costOfKeys()
  rows.push({
    what: `an RSA key parsed each time: ${Math.round(fresh)} µs of CPU; once: ${Math.round(kept)} µs`,
  })
  goals.push({ goal: 'keys are parsed once', holds: kept < fresh })
  return { rows, goals }
}
