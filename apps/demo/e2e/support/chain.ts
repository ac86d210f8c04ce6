import type { DemoSettings } from '../../src/settings.ts'

/** A transfer as the chain shows it. */
export interface SeenTransfer {
  chainId: number
  /** Contract address in lower case, or `native`. */
  asset: string
  from: string
  to: string
  units: bigint
  txHash: string
}

const transferTopic = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'

interface Log {
  address: string
  topics: string[]
  data: string
  transactionHash: string
}

interface Block {
  transactions: { from: string; to: string | null; value: string; hash: string }[]
}

/** The oracle for money: reads the local chains directly, past every part of the kit. */
export class Chains {
  readonly settings: DemoSettings

  constructor(settings: DemoSettings) {
    this.settings = settings
  }

  async rpc<answer>(chainId: number, method: string, params: unknown[] = []): Promise<answer> {
    const [result] = await this.#batch<answer>(chainId, [{ method, params }])
    return result as answer
  }

  /** Several questions in one request, answered in their order. */
  async #batch<answer>(chainId: number, calls: { method: string; params: unknown[] }[]): Promise<answer[]> {
    const response = await fetch(this.settings.rpcUrls[chainId] ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(calls.map((call, id) => ({ jsonrpc: '2.0', id, ...call }))),
    })
    const answers = (await response.json()) as {
      id: number
      result?: answer
      error?: { message: string }
    }[]
    return calls.map(({ method }, at) => {
      const found = answers.find(({ id }) => id === at)
      if (!found || found.error) throw new Error(`${method}: ${found?.error?.message ?? 'no answer'}`)
      return found.result as answer
    })
  }

  /** Every transfer of any token or coin to the address, on every chain, from the first block on. */
  async transfersTo(address: string): Promise<SeenTransfer[]> {
    const found: SeenTransfer[] = []
    for (const id of Object.keys(this.settings.rpcUrls)) {
      const chainId = Number(id)
      const topic = `0x${address.slice(2).toLowerCase().padStart(64, '0')}`
      const logs = await this.rpc<Log[]>(chainId, 'eth_getLogs', [
        { fromBlock: '0x0', toBlock: 'latest', topics: [transferTopic, null, topic] },
      ])
      for (const log of logs)
        found.push({
          chainId,
          asset: log.address.toLowerCase(),
          from: `0x${(log.topics[1] ?? '').slice(26)}`,
          to: address.toLowerCase(),
          units: BigInt(log.data),
          txHash: log.transactionHash,
        })
      const head = Number(await this.rpc<string>(chainId, 'eth_blockNumber'))
      const numbers = Array.from({ length: head + 1 }, (_, number) => `0x${number.toString(16)}`)
      const blocks = await this.#batch<Block>(
        chainId,
        numbers.map((number) => ({ method: 'eth_getBlockByNumber', params: [number, true] })),
      )
      for (const tx of blocks.flatMap((block) => block.transactions))
        if (tx.to?.toLowerCase() === address.toLowerCase() && BigInt(tx.value) > 0n)
          found.push({
            chainId,
            asset: 'native',
            from: tx.from.toLowerCase(),
            to: address.toLowerCase(),
            units: BigInt(tx.value),
            txHash: tx.hash,
          })
    }
    return found
  }
}
