import { type Address, getAddress, type Hex, numberToHex, pad } from 'viem'
import type { SandboxAsset, SandboxChain } from './describe.ts'
import { sandboxAssets } from './describe.ts'
import { TRANSFER_TOPIC } from './erc20.ts'
import type { Rpc } from './rpc.ts'

/** Money that reached a watched address, read from the chain. */
export interface SeenTransfer {
  chainId: number
  coinbaseNetwork: string
  hash: Hex
  blockNumber: bigint
  from: Address
  to: Address
  /** `null` for a token that the sandbox does not know. */
  asset: SandboxAsset | null
  token: Address | null
  amount: bigint
}

interface Log {
  address: Address
  topics: Hex[]
  data: Hex
  transactionHash: Hex
  blockNumber: Hex
}

interface BlockTransaction {
  hash: Hex
  from: Address
  to: Address | null
  value: Hex
}

/** At most this many blocks are walked in one pass, so that one pass stays short. */
const MAX_BLOCKS = 200n

/**
 * Walks one chain's blocks for money that reached the watched addresses: `Transfer` logs, and the value of
 * plain transactions. Value moved inside a contract call is not seen: a custodian that matches on the
 * sender of a plain transfer does not see it either.
 */
export function watchChain(chain: SandboxChain, rpc: Rpc, confirmations: bigint) {
  const assets = sandboxAssets([chain])
  const watched = new Map<string, Address>()
  let next = 0n

  function assetOf(token: Address | null) {
    return assets.find((a) => (a.address?.toLowerCase() ?? null) === (token?.toLowerCase() ?? null)) ?? null
  }

  async function readLogs(from: bigint, to: bigint): Promise<SeenTransfer[]> {
    const logs = (await rpc('eth_getLogs', [
      {
        fromBlock: numberToHex(from),
        toBlock: numberToHex(to),
        topics: [TRANSFER_TOPIC, null, [...watched.values()].map((a) => pad(a, { size: 32 }))],
      },
    ])) as Log[]
    return logs
      .filter((log) => log.topics.length === 3)
      .map((log) => ({
        chainId: chain.chainId,
        coinbaseNetwork: chain.coinbaseNetwork,
        hash: log.transactionHash,
        blockNumber: BigInt(log.blockNumber),
        from: getAddress(`0x${(log.topics[1] ?? '').slice(26)}`),
        to: getAddress(`0x${(log.topics[2] ?? '').slice(26)}`),
        token: getAddress(log.address),
        asset: assetOf(log.address),
        amount: BigInt(log.data === '0x' ? 0 : log.data),
      }))
  }

  async function readNative(block: bigint): Promise<SeenTransfer[]> {
    const found = (await rpc('eth_getBlockByNumber', [numberToHex(block), true])) as {
      transactions: BlockTransaction[]
    } | null
    const seen: SeenTransfer[] = []
    // Value sent to an address without code cannot revert, so what is in the block has arrived.
    for (const tx of found?.transactions ?? []) {
      if (tx.to === null || BigInt(tx.value) === 0n || !watched.has(tx.to.toLowerCase())) continue
      seen.push({
        chainId: chain.chainId,
        coinbaseNetwork: chain.coinbaseNetwork,
        hash: tx.hash,
        blockNumber: block,
        from: getAddress(tx.from),
        to: getAddress(tx.to),
        token: null,
        asset: assetOf(null),
        amount: BigInt(tx.value),
      })
    }
    return seen
  }

  const head = async () => BigInt((await rpc('eth_blockNumber')) as Hex)

  return {
    /** Starts looking for money at this address, from the current block on: the address must be a fresh one. */
    async watch(address: Address) {
      if (watched.size === 0) next = await head()
      watched.set(address.toLowerCase(), address)
    },
    /** Reads the blocks since the last pass and returns what arrived, oldest first. */
    async scan(): Promise<SeenTransfer[]> {
      if (watched.size === 0) return []
      const safe = (await head()) - (confirmations - 1n)
      if (safe < next) return []
      const last = next + MAX_BLOCKS - 1n < safe ? next + MAX_BLOCKS - 1n : safe
      const seen = await readLogs(next, last)
      for (let block = next; block <= last; block += 1n) seen.push(...(await readNative(block)))
      next = last + 1n
      return seen.sort((a, b) => (a.blockNumber < b.blockNumber ? -1 : a.blockNumber > b.blockNumber ? 1 : 0))
    },
  }
}

export type ChainWatcher = ReturnType<typeof watchChain>
