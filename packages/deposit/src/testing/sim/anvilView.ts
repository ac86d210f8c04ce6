import type { LocalRpc } from './anvilRpc.ts'

const hex = (value: number) => `0x${value.toString(16)}`

/**
 * JSON-RPC as an endpoint answers it that has the chain up to `head` only, and knows of nothing that waits. The node has
 * more: what lies above is left out of its answers. Balances and code are told as they are: no schedule spends them up.
 */
export async function behind(
  rpc: LocalRpc,
  head: number,
  method: string,
  params: readonly unknown[],
): Promise<unknown> {
  const beyond = (block: unknown) => Number(block) > head
  switch (method) {
    case 'eth_blockNumber':
      return hex(head)
    case 'eth_getTransactionCount': {
      const [address, tag] = params
      const isNumber = typeof tag === 'string' && tag.startsWith('0x')
      if (isNumber && beyond(tag)) throw new Error('header not found')
      return rpc.call(method, address, isNumber ? tag : hex(head))
    }
    case 'eth_getTransactionByHash':
    case 'eth_getTransactionReceipt': {
      const answer = (await rpc.call(method, ...params)) as { blockNumber: string | null } | null
      return answer === null || answer.blockNumber === null || beyond(answer.blockNumber) ? null : answer
    }
    case 'eth_getBlockByNumber': {
      const [tag, ...rest] = params
      if (tag === 'latest') return rpc.call(method, hex(head), ...rest)
      return beyond(tag) ? null : rpc.call(method, ...params)
    }
    case 'eth_getLogs': {
      const { toBlock } = params[0] as { toBlock: string }
      if (beyond(toBlock)) throw new Error('block range extends beyond current head block')
      return rpc.call(method, ...params)
    }
    default:
      return rpc.call(method, ...params)
  }
}
