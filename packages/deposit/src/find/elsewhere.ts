import { type Asset, isNative, type Network, native } from '@offrampkit/core'
import type { TransferDifference } from '@offrampkit/core/order'
import { toWord } from '../chain/quantity.ts'
import { headOf } from '../chain/reads.ts'
import type { ChainPort } from '../ports/chain.ts'
import type { Effect } from './effect.ts'
import type { FindParameters } from './look.ts'
import { minedSince } from './nonceWalk.ts'
import { contested } from './ownership.ts'
import type { Sight } from './sight.ts'
import { blockTimeAt, type ChainTransaction, receiptOf, transactionOf } from './transaction.ts'
import { readTransfers, type SeenTransfer, toEvent, transfersIn } from './transfers.ts'

/** How much the clocks of chains and servers may disagree. */
const slackMs = 120_000
/** Reads of one other network in one look. */
const mostReads = 60

const differs: TransferDifference = 'network'

/**
 * Looks for what the wallet was asked for on the other networks: wallets have sent on the wrong one. By hash first, then
 * by what the account did there since the attempt began. What is found is no deposit, and it is told where it is.
 *
 * @throws when one of them could not be read, and nothing was found on the others
 */
export async function lookElsewhere(
  sight: Sight,
  { registry, chains }: NonNullable<FindParameters['elsewhere']>,
): Promise<void> {
  const { effect } = sight.p
  const asked = registry.asset(effect.network, effect.asset)
  const looks = registry.networks.map(async (network) => {
    const chain = network.kind === 'evm' && network.id !== effect.network ? chains(network.id) : null
    const asset = asked && registry.bySymbol(network.id, asked.symbol)
    if (chain) await lookAt(sight, chain, network, asset)
  })
  const failed = (await Promise.allSettled(looks)).find((look) => look.status === 'rejected')
  if (failed && !sight.found())
    throw new Error('Another network, on which the wallet may have sent, could not be read.')
}

async function lookAt(sight: Sight, chain: ChainPort, network: Network, asset: Asset | null): Promise<void> {
  const { attempt } = sight.p
  const hashes = [attempt.txHash, attempt.astray?.network === network.id ? attempt.astray.txHash : undefined]
  const head = await headOf(chain)
  for (const hash of new Set(hashes)) {
    const transaction = hash === undefined ? null : await transactionOf(chain, hash)
    if (transaction && (await tell(sight, chain, network, head, transaction, asset))) return
  }
  const span = Math.ceil((Math.max(sight.p.now - attempt.startedAt, 0) * 1.25) / network.blockTimeMs) + 30
  const from = Math.max(head - span, 0)
  const mined = await minedSince(chain, attempt.sender, 0, from, head, mostReads).catch(async (error) => {
    // A node that keeps no old states may still keep logs; native coin leaves none.
    if (!asset || isNative(asset)) throw error
    return carriersOf(chain, await readTransfers(chain, on(sight.p.effect, network, asset), from, head))
  })
  for (const transaction of mined)
    if (isAlike(transaction, sight.p.effect, asset) && (await isThis(sight, chain, transaction)))
      await tell(sight, chain, network, head, transaction, asset)
}

async function carriersOf(chain: ChainPort, transfers: readonly SeenTransfer[]): Promise<ChainTransaction[]> {
  const found: ChainTransaction[] = []
  for (const { hash } of transfers) {
    const transaction = await transactionOf(chain, hash)
    if (!transaction) throw new Error('The chain endpoint has a transfer without its transaction.')
    found.push(transaction)
  }
  return found
}

/** Whether a transaction asks for the same: byte for byte, or the same symbol's token to the same address. */
function isAlike({ to, data, value }: ChainTransaction, effect: Effect, asset: Asset | null): boolean {
  if (isNative({ address: effect.asset })) return to === effect.to && value === effect.units
  const call = `0xa9059cbb${toWord(effect.to)}`
  if (to === effect.asset) return data === `${call}${toWord(effect.units)}`
  return asset !== null && to === asset.address.toLowerCase() && data.startsWith(call)
}

/** Not one that another order holds, nor one from before the attempt. */
async function isThis(sight: Sight, chain: ChainPort, transaction: ChainTransaction): Promise<boolean> {
  const { attempt, claimOf } = sight.p
  const claim = await claimOf?.(transaction)
  if (claim === 'taken') return false
  const time = transaction.blockNumber === null ? null : await blockTimeAt(chain, transaction.blockNumber)
  if (time !== null && time < attempt.startedAt - slackMs) return false
  if (claim === 'contested') throw contested()
  return true
}

/** Tells a transaction that was mined there and did not fail. Answers whether it did. */
async function tell(
  sight: Sight,
  chain: ChainPort,
  network: Network,
  head: number,
  transaction: ChainTransaction,
  asset: Asset | null,
): Promise<boolean> {
  const { effect, now } = sight.p
  const receipt = await receiptOf(chain, transaction.hash)
  if (!receipt?.succeeded) return false
  const there = asset ? on(effect, network, asset) : { ...effect, network: network.id }
  const [moved] = transfersIn(receipt, transaction, there)
  const { hash, blockNumber, blockHash } = receipt
  const units = effect.asset === native ? transaction.value : effect.units
  const seen = moved ?? { units, hash, logIndex: -1, blockNumber, blockHash }
  const where = moved ? there : { ...effect, network: network.id }
  const standing = head - blockNumber + 1 >= network.finality ? 'final' : 'included'
  sight.add(toEvent(seen, { ...where, from: transaction.from }, standing, now, differs))
  return true
}

/** The same deposit as it would be on another network. */
function on(effect: Effect, network: Network, asset: Asset): Effect {
  return { ...effect, network: network.id, asset: isNative(asset) ? native : asset.address.toLowerCase() }
}
