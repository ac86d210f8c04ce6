import { Agent, request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One server process behind the proxy; `null` while it is dead. */
export type Target = { instance: number; port: number } | null

/**
 * A load balancer as simple as they come: each request goes to the next server that takes the connection. What broke off on the way
 * is not sent again, because it may have been done.
 *
 * @param targets - as they are at this moment
 * @param onAnswer - is told who answered what, before the asker is
 */
export async function startProxy(
  targets: () => readonly Target[],
  onAnswer: (instance: number, path: string, status: number) => void,
) {
  const agents = new Map<number, Agent>()
  let turn = 0
  const agentOf = (port: number) => {
    const agent = agents.get(port) ?? new Agent({ keepAlive: true, maxSockets: 200 })
    agents.set(port, agent)
    return agent
  }

  function forward(incoming: IncomingMessage, response: ServerResponse, body: Buffer, left: number): void {
    const all = targets()
    const target = all[turn++ % all.length]
    if (left === 0) {
      response.writeHead(502).end()
      return
    }
    if (!target) {
      forward(incoming, response, body, left - 1)
      return
    }
    const { method, url: path, headers } = incoming
    const outgoing = ask({
      host: '127.0.0.1',
      port: target.port,
      method,
      path,
      headers,
      agent: agentOf(target.port),
    })
    outgoing.on('response', (answer) => {
      onAnswer(target.instance, path ?? '', answer.statusCode ?? 0)
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      response.flushHeaders()
      answer.pipe(response)
      answer.on('close', () => response.destroy(answer.complete ? undefined : new Error('It broke off.')))
    })
    outgoing.on('error', (error) => {
      const refused = (error as { code?: string }).code === 'ECONNREFUSED'
      if (refused && !response.headersSent) forward(incoming, response, body, left - 1)
      else response.destroy()
    })
    response.on('close', () => outgoing.destroy())
    response.on('error', () => undefined)
    outgoing.end(body)
  }

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk) => chunks.push(chunk))
    incoming.on('end', () => forward(incoming, response, Buffer.concat(chunks), 6))
    incoming.on('error', () => response.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections()
      for (const agent of agents.values()) agent.destroy()
      await new Promise((done) => server.close(done))
    },
  }
}
