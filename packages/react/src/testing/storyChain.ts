import type { ChainPort } from '@offrampkit/deposit'
import { storyBlockHash, storyRegistry, storySender } from './storyWorld.ts'

interface Mined {
  hash: string
  blockNumber: number
  nonce: number
  from: string
  to: string
  value: string
  data: string
}

/** A chain inside the page: one account with coins, one token, blocks that come as they are asked for. */
export interface StoryChain {
  request: ChainPort['request']
  /** Mines a transaction of the account; the answer is its hash. */
  send(transaction: { from: string; to: string; value?: string; data?: string }): string
  sent: readonly Mined[]
}

/** What of the chain a story wants otherwise. */
export interface StoryChainOptions {
  /** Base units of the token that the account holds. */
  tokens?: bigint
  /** Of the network's own coin. */
  coins?: bigint
  /** Answers to these methods; where one answers `undefined`, the chain's own counts. */
  answers?: Readonly<Record<string, (params: readonly unknown[]) => unknown>>
}

const hex = (value: number | bigint) => `0x${value.toString(16)}`
export const toWord = (value: number | bigint | string): string =>
  (typeof value === 'string' ? value.toLowerCase().replace(/^0x/, '') : value.toString(16)).padStart(64, '0')
export const transferTopic = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'

export function createStoryChain(options: StoryChainOptions = {}): StoryChain {
  const { tokens = 310_500_000n, coins = 42_000_000_000_000_000n, answers = {} } = options
  const chainId = 8453
  const token = storyRegistry.require('eip155:8453', 'USDC').address.toLowerCase()
  const mined: Mined[] = []
  let head = 120

  const receiptOf = (tx: Mined) => ({
    transactionHash: tx.hash,
    blockNumber: hex(tx.blockNumber),
    blockHash: storyBlockHash(tx.blockNumber),
    from: tx.from.toLowerCase(),
    to: tx.to.toLowerCase(),
    status: '0x1',
    logs: tx.data === '0x' ? [] : [logOf(tx)],
  })
  const logOf = (tx: Mined) => ({
    address: token,
    topics: [transferTopic, `0x${toWord(tx.from)}`, `0x${tx.data.slice(10, 74)}`],
    data: `0x${tx.data.slice(74)}`,
    transactionHash: tx.hash,
    blockNumber: hex(tx.blockNumber),
    blockHash: storyBlockHash(tx.blockNumber),
    logIndex: '0x0',
    removed: false,
  })
  const call = ({ to, data = '0x' }: { to: string; data?: string }) => {
    if (to.toLowerCase() !== token) return '0x'
    if (data.startsWith('0x313ce567')) return `0x${toWord(6n)}`
    if (data.startsWith('0x70a08231')) return `0x${toWord(tokens)}`
    return `0x${toWord(1n)}`
  }

  return {
    sent: mined,
    send({ from, to, value = '0x0', data = '0x' }) {
      head += 1
      const nonce = 4 + mined.length
      const hash = `0x${toWord(BigInt(nonce) * 7919n + 11n)}`
      mined.push({ hash, blockNumber: head, nonce, from, to, value, data })
      return hash
    },
    async request({ method, params = [] }) {
      const answer = await answers[method]?.(params)
      if (answer !== undefined) return answer
      const [first] = params as [never]
      const find = () => mined.find(({ hash }) => hash === first)
      switch (method) {
        case 'eth_chainId':
          return hex(chainId)
        case 'eth_blockNumber':
          // A block a look, once there is something to bury.
          if (mined.length > 0) head += 1
          return hex(head)
        case 'eth_getBalance':
          return hex(coins)
        case 'eth_getTransactionCount':
          return hex(4 + mined.length)
        case 'eth_getCode':
          return (first as string).toLowerCase() === token ? '0x60016002' : '0x'
        case 'eth_gasPrice':
          return hex(12_000_000n)
        case 'eth_estimateGas':
          return hex(52_000)
        case 'eth_call':
          return call(first)
        case 'eth_getLogs':
          return mined.filter(({ data }) => data !== '0x').map(logOf)
        case 'eth_getTransactionReceipt': {
          const tx = find()
          return tx ? receiptOf(tx) : null
        }
        case 'eth_getTransactionByHash': {
          const tx = find()
          return tx
            ? {
                ...tx,
                input: tx.data,
                nonce: hex(tx.nonce),
                blockNumber: hex(tx.blockNumber),
                blockHash: storyBlockHash(tx.blockNumber),
                from: storySender.toLowerCase(),
              }
            : null
        }
        case 'eth_getBlockByNumber':
          return { number: first, hash: storyBlockHash(Number(first)), transactions: [] }
        default:
          throw new Error(`The story's chain does not know ${method}.`)
      }
    },
  }
}
