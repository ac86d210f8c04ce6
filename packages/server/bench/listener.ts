// The Node listener against bare `node:http`: the same small JSON body in and out.
import { load, rawRequest } from './load/rawClient.ts'
import { alternate, rowsOf } from './load/rounds.ts'
import { keepOffServerCore, type ServerProcess, startServer } from './load/serverProcess.ts'

export const name = 'the Node listener'
export const takes = '1 min'

const rounds = 5
const roundMs = 2_000

export async function measure() {
  keepOffServerCore()
  const shared = { store: { kind: 'memory' }, webhookKey: '', startedAt: Date.now() } as const
  const [ours, any, bare] = [
    await startServer({ app: 'kitListener', ...shared }),
    await startServer({ app: 'fetchListener', ...shared }),
    await startServer({ app: 'http', ...shared }),
  ]
  const body = JSON.stringify({
    id: 'a1b2c3d4e5f6',
    note: 'about as long as the body of a request for a session is, so that it is fair',
  })
  const request = rawRequest(
    'POST',
    '/api/session',
    { host: 'app.example', 'content-type': 'application/json' },
    body,
  )
  const round = async (server: ServerProcess) => {
    const before = await server.cpuSeconds()
    const result = await load({ port: server.port, connections: 50, forMs: roundMs, request: () => request })
    return { ...result, serverCpuSeconds: (await server.cpuSeconds()) - before }
  }
  const answers = await alternate(
    rounds,
    () => round(ours),
    () => round(bare),
  )
  const responses = await alternate(
    rounds,
    () => round(any),
    () => round(bare),
  )
  for (const server of [ours, any, bare]) await server.kill()
  return {
    rows: [...rowsOf('answers of the handler', answers), ...rowsOf('a `Response` of any handler', responses)],
    goals: [
      {
        goal: 'the Node listener: at least 80 % of bare node:http, for the answers of the handler',
        holds: answers.ratio.perSecond >= 0.8,
      },
    ],
  }
}
