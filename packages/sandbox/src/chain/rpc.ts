/** The JSON-RPC error a chain answered with. */
export class RpcError extends Error {
  override readonly name = 'RpcError'
  readonly code: number
  readonly data: unknown
  constructor(code: number, message: string, data?: unknown) {
    super(message)
    this.code = code
    this.data = data
  }
}

/** Calls one JSON-RPC method. Throws `RpcError` for the chain's refusal, `TypeError` when unreachable. */
export type Rpc = (method: string, params?: readonly unknown[]) => Promise<unknown>

export type Fetch = (input: string, init?: RequestInit) => Promise<Response>

/** A JSON-RPC caller over HTTP. */
export function createRpc(url: string, fetch: Fetch): Rpc {
  let id = 0
  return async (method, params = []) => {
    id += 1
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id, method, params }),
    })
    const answer = (await response.json()) as {
      result?: unknown
      error?: { code?: number; message?: string; data?: unknown }
    }
    if (answer.error) {
      throw new RpcError(
        answer.error.code ?? -32603,
        answer.error.message ?? 'Internal error',
        answer.error.data,
      )
    }
    return answer.result
  }
}
