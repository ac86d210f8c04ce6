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
    const response = await fetch(this.settings.rpcUrls[chainId] ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })
    const body = (await response.json()) as { result?: answer; error?: { message: string } }
    if (body.error) throw new Error(`${method}: ${body.error.message}`)
    return body.result as answer
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
      for (let number = 0; number <= head; number += 1) {
        const block = await this.rpc<Block>(chainId, 'eth_getBlockByNumber', [
          `0x${number.toString(16)}`,
          true,
        ])
        for (const tx of block.transactions)
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
    }
    return found
  }
}
