// How one instance does under more than it can do: node --conditions=offrampkit-source test/faults/overload.ts [seconds]
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startPostgres } from '../engines/postgres.ts'
import { alice, newId, origin, wish } from '../harness.ts'

const seconds = Number(process.argv[2] ?? 8)
const postgres = await startPostgres()
const child = spawn(
  process.execPath,
  ['--conditions=offrampkit-source', fileURLToPath(new URL('stormServer.ts', import.meta.url)), postgres.url],
  { stdio: ['pipe', 'pipe', 'inherit'] },
)
const lines = createInterface({ input: child.stdout })
const said = async () => JSON.parse(String((await once(lines, 'line'))[0]))
const { port } = await said()
const health = async () => {
  const answer = said()
  child.stdin.write('\n')
  return (await answer) as { rss: number; heapUsed: number; cpuMs: number }
}
const agent = new Agent({ keepAlive: true, maxSockets: 5_000 })

interface Outcome {
  status: number
  code: string
  ms: number
}

function call(method: string, path: string, body?: unknown): Promise<Outcome & { body: string }> {
  const began = performance.now()
  return new Promise((resolve) => {
    const failed = (error: Error) =>
      resolve({ status: 0, code: error.message, ms: performance.now() - began, body: '' })
    const headers = {
      origin,
      'offrampkit-version': '1',
      'content-type': 'application/json',
      'x-user': 'alice',
    }
    const sent = request(
      { agent, port, host: '127.0.0.1', method, path: `/api/offramp${path}`, headers },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part) => (text += part))
        answer.on('error', failed)
        answer.on('end', () => {
          const status = answer.statusCode ?? 0
          const code = status === 200 ? 'ok' : (/"code":"(\w+)"/.exec(text)?.[1] ?? '?')
          resolve({ status, code, ms: performance.now() - began, body: text })
        })
      },
    )
    sent.on('error', failed)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
const create = () =>
  call('POST', '/orders', { requestId: newId(), provider: 'fake', request: wish, sender: alice.addresses[0] })

const orders: string[] = []
for (let at = 0; at < 50; at++) orders.push(JSON.parse((await create()).body).orderId)
let turn = 0
const read = () => call('GET', `/orders/${orders[turn++ % orders.length]}`)
const mixed = () => (turn % 4 === 0 ? (turn++, create()) : read())

function report(
  name: string,
  outcomes: Outcome[],
  tookS: number,
  before: { cpuMs: number },
  after: { cpuMs: number; rss: number },
) {
  const codes: Record<string, number> = {}
  for (const { code } of outcomes) codes[code] = (codes[code] ?? 0) + 1
  const good = outcomes
    .filter(({ code }) => code === 'ok')
    .map(({ ms }) => ms)
    .sort((a, b) => a - b)
  const at = (part: number) => Math.round(good[Math.floor(good.length * part)] ?? 0)
  process.stdout.write(
    `${name}: ${Math.round(good.length / tookS)} good/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${JSON.stringify(codes)}, ` +
      `CPU ${Math.round((after.cpuMs - before.cpuMs) / tookS / 10)} %, RSS ${Math.round(after.rss / 1e6)} MB\n`,
  )
}

async function closed(name: string, concurrency: number, work: () => Promise<Outcome>) {
  const outcomes: Outcome[] = []
  const before = await health()
  const end = performance.now() + seconds * 1_000
  const one = async () => {
    while (performance.now() < end) outcomes.push(await work())
  }
  await Promise.all(Array.from({ length: concurrency }, one))
  report(name, outcomes, seconds, before, await health())
  return outcomes.filter(({ code }) => code === 'ok').length / seconds
}

async function open(name: string, perSecond: number, work: () => Promise<Outcome>) {
  const outcomes: Promise<Outcome>[] = []
  const before = await health()
  const began = performance.now()
  while (performance.now() - began < seconds * 1_000) {
    const due = ((performance.now() - began) / 1_000) * perSecond
    while (outcomes.length < due) outcomes.push(work())
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const all = await Promise.all(outcomes)
  report(name, all, (performance.now() - began) / 1_000, before, await health())
}

const capacity = await closed('50 at a time', 50, mixed)
await closed('2,000 at a time', 2_000, mixed)
for (const times of [1.5, 3]) {
  await open(`${times} times what it can do`, capacity * times, mixed)
  await closed('right after, 50 at a time', 50, mixed)
}
child.kill('SIGKILL')
agent.destroy()
await postgres.stop()
