import { RpcError } from '../chain/rpc.ts'
import type { PageChain } from './chain/pageChain.ts'
import type { Serve } from './network.ts'

interface Question {
  id?: unknown
  method?: unknown
  params?: unknown
}

/** A chain as JSON-RPC over HTTP, one question or several at once. Source: https://www.jsonrpc.org/specification */
export function rpcServer(chain: PageChain): Serve {
  async function answer({ id = null, method, params }: Question) {
    try {
      const result = await chain.request(String(method), Array.isArray(params) ? params : [])
      return { jsonrpc: '2.0', id, result: result ?? null }
    } catch (error) {
      const { code, message, data } =
        error instanceof RpcError
          ? error
          : new RpcError(-32603, error instanceof Error ? error.message : 'Internal error')
      return { jsonrpc: '2.0', id, error: { code, message, ...(data === undefined ? {} : { data }) } }
    }
  }
  return async (request) => {
    const asked = (await request.json()) as Question | Question[]
    return Response.json(await (Array.isArray(asked) ? Promise.all(asked.map(answer)) : answer(asked)))
  }
}
