// One instance under more than it can do: whether what it does is still worth something, and whether it is well again right after.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startPostgres } from '../test/engines/postgres.ts'
import { alice, newId, origin, wish } from '../test/harness.ts'

export const name = 'overload'
export const takes = '1 min'

const roundMs = 6_000

interface Outcome {
  code: string
  ms: number
  body: string
}

/** What a round of calls came to. */
interface Round {
  load: string
  'answered well /s': number
  'p50 ms': number
  'p99 ms': number
  others: string
  'RSS MB': number
}

async function startServer(databaseUrl: string) {
  const script = fileURLToPath(new URL('load/stormServer.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=offrampkit-source', script, databaseUrl], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  const said = async () => JSON.parse(String((await once(lines, 'line'))[0]))
  const { port } = (await said()) as { port: number }
  const rssMb = async () => {
    const answer = said()
    child.stdin.write('\n')
    return Math.round(((await answer) as { rss: number }).rss / 1e6)
  }
  return { port, rssMb, kill: () => child.kill('SIGKILL') }
}

/** Reads of fifty orders, and one new order for every three of them. */
async function visitors(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8_000 })
  const headers = { origin, 'offrampkit-version': '1', 'content-type': 'application/json', 'x-user': 'alice' }
  const call = (method: string, path: string, body?: unknown) =>
    new Promise<Outcome>((resolve) => {
      const began = performance.now()
      const end = (code: string, text = '') => resolve({ code, ms: performance.now() - began, body: text })
      const asked = { agent, port, host: '127.0.0.1', method, path: `/api/offramp${path}`, headers }
      const sent = request(asked, (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part) => {
          text += part
        })
        answer.on('error', (error) => end(error.message))
        answer.on('end', () =>
          end(answer.statusCode === 200 ? 'ok' : (/"code":"(\w+)"/.exec(text)?.[1] ?? '?'), text),
        )
      })
      sent.on('error', (error) => end(error.message))
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })
  const create = () =>
    call('POST', '/orders', {
      requestId: newId(),
      provider: 'fake',
      request: wish,
      sender: alice.addresses[0],
    })
  const orders: string[] = []
  for (let at = 0; at < 50; at++)
    orders.push((JSON.parse((await create()).body) as { orderId: string }).orderId)
  let turn = 0
  const visit = () => {
    turn += 1
    return turn % 4 === 0 ? create() : call('GET', `/orders/${orders[turn % orders.length]}`)
  }
  return { visit, leave: () => agent.destroy() }
}

export async function measure() {
  const postgres = await startPostgres()
  const server = await startServer(postgres.url)
  const { visit, leave } = await visitors(server.port)
  const rows: Round[] = []

  async function report(load: string, outcomes: Outcome[], tookMs: number): Promise<Round> {
    const others: Record<string, number> = {}
    for (const { code } of outcomes) if (code !== 'ok') others[code] = (others[code] ?? 0) + 1
    const good = outcomes.filter(({ code }) => code === 'ok').map(({ ms }) => ms)
    good.sort((a, b) => a - b)
    const at = (part: number) => Math.round(good[Math.floor(good.length * part)] ?? 0)
    const row = {
      load,
      'answered well /s': Math.round(good.length / (tookMs / 1_000)),
      'p50 ms': at(0.5),
      'p99 ms': at(0.99),
      others: Object.entries(others)
        .map(([code, n]) => `${n} ${code}`)
        .join(', '),
      'RSS MB': await server.rssMb(),
    }
    rows.push(row)
    return row
  }

  /** As many at a time, each coming back at once. */
  async function atATime(load: string, concurrency: number) {
    const outcomes: Outcome[] = []
    const began = performance.now()
    const one = async () => {
      while (performance.now() - began < roundMs) outcomes.push(await visit())
    }
    await Promise.all(Array.from({ length: concurrency }, one))
    return await report(load, outcomes, performance.now() - began)
  }

  /** As many a second, whatever becomes of those before. */
  async function perSecond(load: string, rate: number) {
    const outcomes: Promise<Outcome>[] = []
    const began = performance.now()
    while (performance.now() - began < roundMs) {
      const due = ((performance.now() - began) / 1_000) * rate
      while (outcomes.length < due) outcomes.push(visit())
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const all = await Promise.all(outcomes)
    return await report(load, all, performance.now() - began)
  }

  const usual = await atATime('50 at a time', 50)
  const most = usual['answered well /s']
  await atATime('2,000 at a time', 2_000)
  const triple = await perSecond('three times as many a second', 3 * most)
  const after = await atATime('50 at a time, right after', 50)
  server.kill()
  leave()
  await postgres.stop()
  return {
    rows,
    goals: [
      {
        goal: 'under three times the load, at least 60 % of what it can do is done',
        holds: triple['answered well /s'] >= 0.6 * most,
      },
      {
        goal: 'right after, at least 75 % of what it could do before',
        holds: after['answered well /s'] >= 0.75 * most,
      },
    ],
  }
}
