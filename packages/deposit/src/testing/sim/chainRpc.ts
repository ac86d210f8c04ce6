import { toWord } from '../../chain/quantity.ts'
import { transferTopic } from '../../find/transfers.ts'
import type { SimBlock, SimTransaction, TestChain } from './testChain.ts'

/** What JSON-RPC needs beside the chain's own reads. */
export interface ChainView extends Omit<TestChain, 'nonceOf'> {
  nonceOf(address: string, upTo?: number): number
  blockOf(hash: string): SimBlock | undefined
}

const balance = 10n ** 24n

/** What an endpoint that is `lag` blocks behind answers. */
export function answer(chain: ChainView, method: string, params: readonly unknown[], lag: number): unknown {
  const head = Math.max(chain.head - lag, 0)
  const [first, second] = params as [string, unknown]
  const at = (tag: unknown) => (typeof tag === 'string' && tag.startsWith('0x') ? Number(tag) : head)
  switch (method) {
    case 'eth_chainId':
      return hex(chain.chainId)
    case 'eth_blockNumber':
      return hex(head)
    case 'eth_gasPrice':
      return '0x3b9aca00'
    case 'eth_estimateGas':
      return '0xea60'
    case 'eth_getBalance':
      return hex(balance)
    case 'eth_getCode':
      return first.toLowerCase() === chain.token.address ? '0x60' : '0x'
    case 'eth_getTransactionCount':
      if (second === 'pending' && lag === 0) return hex(chain.pendingNonceOf(first.toLowerCase()))
      if (at(second) > head) throw new Error('header not found')
      return hex(chain.nonceOf(first.toLowerCase(), at(second)))
    case 'eth_call':
      return call(chain, (params[0] as { data?: string }).data ?? '0x')
    case 'eth_getTransactionByHash': {
      const waits = lag > 0 ? undefined : chain.mempool.find((tx) => tx.hash === first)
      if (waits) return describe(waits, null)
      const block = seen(chain, first, head)
      const tx = block?.transactions.find((one) => one.hash === first)
      return tx && block ? describe(tx, block.number) : null
    }
    case 'eth_getTransactionReceipt': {
      const block = seen(chain, first, head)
      const tx = block?.transactions.find((one) => one.hash === first)
      if (!tx || !block) return null
      return {
        transactionHash: tx.hash,
        status: tx.succeeds ? '0x1' : '0x0',
        blockNumber: hex(block.number),
        blockHash: block.hash,
        logs: logsOf(chain, block).filter((log) => log.transactionHash === tx.hash),
      }
    }
    case 'eth_getBlockByNumber': {
      const block = at(first) > head ? undefined : chain.blocks[at(first)]
      if (!block) return null
      return {
        number: hex(block.number),
        hash: block.hash,
        transactions: block.transactions.map((tx) => describe(tx, block.number)),
      }
    }
    case 'eth_getLogs':
      return logs(chain, params[0] as Filter, head)
    default:
      throw Object.assign(new Error(`The method ${method} does not exist.`), { code: -32601 })
  }
}

interface Filter {
  address?: string
  fromBlock: string
  toBlock: string
  topics: (string | null)[]
}

function logs(chain: ChainView, { address, fromBlock, toBlock, topics }: Filter, head: number) {
  if (Number(toBlock) > head) throw new Error('block range extends beyond current head block')
  const fits = (log: { address: string; topics: string[] }) =>
    (address === undefined || address.toLowerCase() === log.address) &&
    log.topics.every((topic, i) => topics[i] === null || topics[i] === undefined || topic === topics[i])
  return chain.blocks
    .slice(Number(fromBlock), Number(toBlock) + 1)
    .flatMap((block) => (block.transactions.length === 0 ? [] : logsOf(chain, block).filter(fits)))
}

function seen(chain: ChainView, hash: string, head: number): SimBlock | undefined {
  const block = chain.blockOf(hash)
  return block && block.number <= head ? block : undefined
}

function call(chain: ChainView, data: string): string {
  if (data.startsWith('0x313ce567')) return `0x${toWord(BigInt(chain.token.decimals))}`
  return data.startsWith('0x70a08231') ? `0x${toWord(balance)}` : '0x'
}

const hex = (value: number | bigint) => `0x${value.toString(16)}`

function describe(tx: SimTransaction, block: number | null) {
  return {
    hash: tx.hash,
    from: tx.from,
    to: tx.to,
    nonce: hex(tx.nonce),
    value: hex(tx.value),
    input: tx.data,
    blockNumber: block === null ? null : hex(block),
  }
}

function logsOf({ token }: ChainView, block: SimBlock) {
  return block.transactions.flatMap((tx, index) =>
    tx.succeeds && tx.to === token.address && tx.data.startsWith('0xa9059cbb')
      ? [
          {
            address: token.address,
            topics: [transferTopic, `0x${toWord(tx.from)}`, `0x${tx.data.slice(10, 74)}`],
            data: `0x${tx.data.slice(74, 138)}`,
            transactionHash: tx.hash,
            logIndex: hex(index),
            blockNumber: hex(block.number),
            blockHash: block.hash,
          },
        ]
      : [],
  )
}
