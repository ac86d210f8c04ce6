import { DatabaseSync } from 'node:sqlite'
import { type OrderId, statusOf } from '@offrampkit/core/order'
import { verifyWebhook, type WebhookVerification } from '@offrampkit/core/webhook'
import pg from 'pg'
import { kitHandler } from './apps.ts'
import { basePath, type ServerConfig, type StoreConfig, siweDomain } from './config.ts'
import { providersModule } from './loadedProviders.ts'
import { openStore } from './openStore.ts'
import { load, type RawRequest, rawRequest } from './rawClient.ts'
import { startServer } from './serverProcess.ts'

export interface BurstOptions {
  store: Exclude<StoreConfig, { kind: 'memory' }>
  /** Four webhooks each. */
  orders: number
  /** How often the server is killed in the middle. */
  kills: number
  /** Is told how far it has come. */
  say?: (progress: string) => void
}

export interface Burst {
  webhooks: number
  /** Answered 2xx by a server that was killed, before it was. */
  answeredBeforeAKill: number
  /** Of all that were answered 2xx, those that were not in the database after the kill. */
  lost: number
  /** Of those in the database after the kills, what had not been worked on yet. */
  leftOver: number
  /** Answers a second, while the server ran. */
  perSecond: number
  /** Orders whose log holds each of their webhooks once, and nothing of them twice. */
  ordersAppliedOnce: number
  /** Webhooks by what became of them in the end. */
  outcomes: Record<string, number>
}

interface Message {
  request: RawRequest
  digest: string
}

const steps = ['waiting', 'received', 'processing', 'paid']

/**
 * A sender that delivers until it is answered 2xx, and a server that is killed (-9) while it does. What was answered must be kept, and
 * in the end each order must have heard each of its webhooks once.
 */
export async function burst({ store, orders, kills, say = () => undefined }: BurstOptions): Promise<Burst> {
  const startedAt = Date.now()
  const { createWebhooks, serverSide } = await providersModule()
  const signer = await createWebhooks(startedAt)
  const config: ServerConfig = { app: 'kit', store, webhookKey: signer.publicKey, startedAt }
  const loaded = serverSide(config)
  const made = loaded.providers.map((create) =>
    create({ ...loaded, now: Date.now, random: (n) => new Uint8Array(n) }),
  )
  const verification = made.find(({ id }) => id === 'partna')?.webhook?.verification as WebhookVerification
  let server = await startServer({ ...config, seed: { provider: 'partna', orders, upTo: 'created' } })
  const { orderIds } = server
  say(`${orders} orders are made; their webhooks are signed`)
  const messages: Message[] = []
  for (let step = 0; step < steps.length; step++)
    for (const id of orderIds) {
      const { headers, body } = await signer.partna(id, step)
      const rawBody = new TextEncoder().encode(body)
      const { dedupeKey } = await verifyWebhook(verification, { headers: new Headers(), rawBody }, startedAt)
      const all = { host: siweDomain, ...headers }
      messages.push({
        request: rawRequest('POST', `${basePath}/webhooks/partna`, all, body),
        digest: dedupeKey,
      })
    }

  const answered = new Set<Message>()
  let [seconds, lost] = [0, 0]
  const deliver = async (killAfter: number) => {
    const rest = messages.filter((message) => !answered.has(message))
    const result = await load({
      ...{ port: server.port, connections: 32, mayBreak: killAfter < rest.length },
      request(index) {
        if (index === killAfter) void server.kill()
        return rest[index]?.request ?? null
      },
    })
    for (const index of result.good) answered.add(rest[index] as Message)
    seconds += result.seconds
  }
  for (let kill = 0; kill < kills; kill++) {
    await deliver(Math.floor(messages.length / (kills + 1)))
    const kept = await inboxOf(store)
    lost += [...answered].filter(({ digest }) => !kept.has(digest)).length
    server = await startServer(config)
    say(`killed ${kill + 1} of ${kills} times, ${answered.size} of ${messages.length} webhooks answered`)
  }
  const answeredBeforeAKill = answered.size
  const leftOver = [...(await inboxOf(store)).values()].filter((outcome) => outcome === 'waiting').length
  await deliver(Number.POSITIVE_INFINITY)
  await server.idle()
  await server.kill()
  say(`${answered.size} of ${messages.length} answered; what is left is worked on, and every order is read`)

  // Whatever a killed server was working on is anybody's a minute later.
  const book = openStore(store)
  const later = kitHandler({
    store: book,
    loaded,
    background: () => undefined,
    now: () => Date.now() + 120_000,
  })
  for (let round = 0; round < 1_000; round++) if ((await later.reconcile()).webhooks === 0) break
  const outcomes: Record<string, number> = {}
  for (const outcome of (await inboxOf(store)).values()) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  let ordersAppliedOnce = 0
  for (const orderId of orderIds) if (await heardEachOnce(book, orderId)) ordersAppliedOnce++
  await book.close()
  return {
    ...{ webhooks: messages.length, answeredBeforeAKill, lost, leftOver, ordersAppliedOnce, outcomes },
    perSecond: answered.size / seconds,
  }
}

async function heardEachOnce(book: ReturnType<typeof openStore>, orderId: OrderId): Promise<boolean> {
  const stored = await book.order(orderId)
  const events = await book.eventsAfter(orderId, 0, 100)
  const heard = events.flatMap(({ event }) => (event.type === 'row' ? [event.state] : []))
  const isPaid = stored !== null && statusOf(stored.order, Date.now()).kind === 'paid'
  return isPaid && heard.toSorted().join() === steps.toSorted().join()
}

/** What is in the database, past the store: outcomes by digest. */
async function inboxOf(store: BurstOptions['store']): Promise<Map<string, string>> {
  const text = 'SELECT digest, outcome FROM inbox'
  if (store.kind === 'sqlite') {
    const db = new DatabaseSync(store.path)
    const rows = db.prepare(text).all()
    db.close()
    return new Map(rows.map(({ digest, outcome }) => [String(digest), String(outcome)]))
  }
  const client = new pg.Client({ connectionString: store.url })
  await client.connect()
  const { rows } = await client.query(text.replace('inbox', `"${store.schema}".inbox`))
  await client.end()
  return new Map(rows.map(({ digest, outcome }) => [digest, outcome]))
}
