import { Agent, request } from 'node:http'
import { RpcError } from '../../browser/chain.ts'

/** One JSON-RPC call. */
type Call = readonly [method: string, ...params: unknown[]]

/** JSON-RPC to a node on this machine. */
export interface LocalRpc {
  /** @throws RpcError what the node refused */
  call(...call: Call): Promise<unknown>
  /** Reads that go in one message. They may be answered in any order, so none of them may change anything. */
  read(calls: readonly Call[]): Promise<unknown[]>
  close(): void
}

interface Answer {
  id: number
  result?: unknown
  error?: { code?: number; message?: string; data?: unknown }
}

/** How long a node on this machine may take. It answers within a millisecond, so this is for a machine that stands still. */
const patience = 30_000

/** Over one connection that stays open: `fetch` costs half as much again per call, and a schedule makes hundreds. */
export function localRpc(url: string): LocalRpc {
  const { hostname: host, port } = new URL(url)
  const agent = new Agent({ keepAlive: true })
  let id = 0

  function post(body: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
      const sent = request({ host, port, method: 'POST', agent, headers, timeout: patience }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('error', reject)
        response.on('end', () => {
          try {
            resolve(JSON.parse(text))
          } catch {
            reject(new Error(`The chain answered with something that is not JSON: ${text.slice(0, 80)}`))
          }
        })
      })
      sent.on('error', reject)
      sent.on('timeout', () => sent.destroy(new Error('The chain does not answer.')))
      sent.end(body)
    })
  }

  const messageOf = ([method, ...params]: Call) => {
    id += 1
    return { jsonrpc: '2.0', id, method, params }
  }

  return {
    async call(...call) {
      return resultOf((await post(JSON.stringify(messageOf(call)))) as Answer)
    },
    async read(calls) {
      const messages = calls.map(messageOf)
      const answers = (await post(JSON.stringify(messages))) as Answer[]
      const byId = new Map(answers.map((answer) => [answer.id, answer]))
      return messages.map((message) => resultOf(byId.get(message.id)))
    },
    close: () => agent.destroy(),
  }
}

function resultOf(answer: Answer | undefined): unknown {
  if (answer?.error) {
    const { code = -32603, message = 'Internal error', data } = answer.error
    throw new RpcError(code, message, data)
  }
  return answer?.result
}
