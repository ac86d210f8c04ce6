import { evmNetwork } from '@offrampkit/core'
import type { ChainPort } from '../../ports/chain.ts'
import { type Maybe, whenDone } from './maybe.ts'
import type { Profile } from './profile.ts'
import type { PageLife, Surroundings } from './surroundings.ts'
import type { TestChain } from './testChain.ts'

/** Blocks for which an endpoint may go on to tell of a block that is no longer part of the chain. */
const staleFor = 2

interface Request {
  method: string
  params: readonly unknown[]
}

/** A browser's connection to a chain: late, silent, limited, of two minds, but true to what it once saw. */
export function endpointOf(
  world: Surroundings,
  profile: Profile,
  page: PageLife,
  chain: TestChain,
): ChainPort {
  return {
    network: evmNetwork(chain.chainId),
    request: ({ method, params = [] }) =>
      world.calls.make<unknown>(page, () => answer(world, profile, chain, { method, params })),
  }
}

function answer(
  world: Surroundings,
  profile: Profile,
  chain: TestChain,
  { method, params }: Request,
): Maybe<unknown> {
  const { random, rates } = world
  if (profile.offline) throw new TypeError('Failed to fetch')
  if (random.chance(rates.rpc)) {
    world.inject('rpc_fails')
    throw new Error('The endpoint timed out.')
  }
  if (method === 'eth_getLogs' && isTooLong(params, profile.traits.range)) {
    world.inject('range_limit')
    throw new Error(`eth_getLogs is limited to a ${profile.traits.range} range`)
  }
  const { lag: usual } = profile.traits
  const lag = usual > 0 && random.chance(0.3) ? usual : random.chance(rates.rpc) ? 1 + random.int(2) : 0
  if (lag > 0) world.inject('rpc_lags')
  if (method !== 'eth_getTransactionReceipt') return chain.rpc(method, params, lag)
  if (random.chance(rates.rpc)) {
    world.inject('receipt_absent')
    return null
  }
  return whenDone(chain.rpc(method, params, lag), (receipt) =>
    receiptAs(world, profile, chain, String(params[0]), receipt),
  )
}

function isTooLong(params: readonly unknown[], range: number): boolean {
  const { fromBlock, toBlock } = params[0] as { fromBlock: string; toBlock: string }
  return range > 0 && Number(toBlock) - Number(fromBlock) + 1 > range
}

/** The receipt, or one that was true a moment ago. */
function receiptAs(
  world: Surroundings,
  profile: Profile,
  chain: TestChain,
  hash: string,
  receipt: unknown,
): unknown {
  const key = `${chain.chainId}:${hash}`
  const before = profile.receipts.get(key)
  if (before && chain.head - before.head <= staleFor && world.random.chance(0.3)) {
    const { blockNumber, blockHash } = before.answer as { blockNumber: string; blockHash: string }
    if (chain.blocks.find((block) => block.number === Number(blockNumber))?.hash !== blockHash) {
      world.inject('receipt_stale')
      return before.answer
    }
  }
  if (receipt === null) return null
  profile.receipts.set(key, { answer: receipt, head: chain.head })
  const lies = world.breaks('receipt') && world.random.chance(0.2)
  return lies ? { ...(receipt as object), status: '0x0', logs: [] } : receipt
}
