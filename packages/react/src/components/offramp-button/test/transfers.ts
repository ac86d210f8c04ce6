import type { SaleWorld } from './saleWorld.ts'

/** Money that left the account, and what the chain says that its recipient holds. */
export interface Sent {
  to: string
  symbol: string
  /** Base units of this transfer. */
  units: bigint
  /** Base units that the recipient holds by the token's own word. */
  holds: bigint
  decimals: number
}

const transferTopic = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
const word = (address: string) => `0x${address.slice(2).toLowerCase().padStart(64, '0')}`

/** Reads the chains themselves, past the kit, its server and the page's network: what counts is what arrived. */
export async function transfersFrom({ page }: SaleWorld, account: string): Promise<Sent[]> {
  const all = page.chains.map(async ({ chainId, tokens }) => {
    const rpc = page.rpcOf(chainId)
    const filter = { fromBlock: '0x0', toBlock: 'latest', topics: [transferTopic, word(account)] }
    const logs = (await rpc('eth_getLogs', [filter])) as { address: string; topics: string[]; data: string }[]
    const sent = logs.map(async ({ address, topics, data }) => {
      const token = tokens.find((one) => one.address.toLowerCase() === address.toLowerCase())
      const to = `0x${(topics[2] ?? '').slice(26)}`
      const call = { to: address, data: `0x70a08231${word(to).slice(2)}` }
      const holds = BigInt((await rpc('eth_call', [call, 'latest'])) as string)
      return { to, symbol: token?.symbol ?? '?', decimals: token?.decimals ?? 0, units: BigInt(data), holds }
    })
    return await Promise.all(sent)
  })
  return (await Promise.all(all)).flat()
}
