import { isNative } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import type { DepositInstruction } from '@offrampkit/core/deposit'
import { readQuantity, toQuantity, toWord } from '../chain/quantity.ts'
import { headOf } from '../chain/reads.ts'
import { lookback } from '../find/lookback.ts'
import { scanInPieces } from '../find/pieces.ts'
import { type Log, readLogs } from '../find/transaction.ts'
import { transferTopic } from '../find/transfers.ts'
import type { ChainPort } from '../ports/chain.ts'
import type { Context } from './context.ts'
import { refusal } from './refusal.ts'
import { within } from './within.ts'

/** How long the chain may take to tell. */
const patience = 15_000
/** Clocks differ, and block times are only typical: this much of the time before the order is looked at, too. */
const marginMs = 10 * 60_000

/**
 * Where the provider's page stays open beside ours, it shows the deposit address too, and may be quicker than its news: before
 * the wallet is asked, the chain is read for what has arrived there since the order was made, from whomever.
 *
 * Of a token every Transfer since then counts. Coins leave no such trace: there the balance of the address counts, whoever
 * left it there. Dust (less than a hundredth of the deposit) stops nobody, or anybody could stop anybody. What is not in a block
 * yet is seen by nobody.
 *
 * @throws Refusal `paid_elsewhere`, or `chain_unreadable` when nobody can say
 */
export async function refusePaid(
  { ports }: Context,
  order: OrderView,
  { asset, to, units }: DepositInstruction,
): Promise<void> {
  const chain = ports.chains(asset.network)
  const blockTimeMs = ports.registry.network(asset.network)?.blockTimeMs
  if (!chain || !blockTimeMs) throw refusal('unsupported_network')
  const age = Math.max(ports.clock.now() - order.createdAt, 0) + marginMs
  const look = isNative(asset)
    ? held(chain, to)
    : arrived(chain, asset.address, to, Math.ceil(age / blockTimeMs))
  const late = () => refusal('chain_unreadable')
  const sum = await within(ports.clock, patience, look, late).catch((cause) => {
    throw refusal('chain_unreadable', { cause })
  })
  if (sum * 100n >= units) throw refusal('paid_elsewhere', { details: { to, arrived: String(sum) } })
}

/** What came to the address in the last so many blocks, of this token. */
async function arrived(chain: ChainPort, token: string, to: string, blocks: number): Promise<bigint> {
  const head = await headOf(chain)
  const from = Math.max(head - blocks - lookback, 0)
  const recipient = `0x${toWord(to)}`
  const read = async (first: number, last: number): Promise<Log[]> => {
    const filter = {
      address: token,
      topics: [transferTopic, null, recipient],
      fromBlock: toQuantity(first),
      toBlock: toQuantity(last),
    }
    return readLogs(await chain.request({ method: 'eth_getLogs', params: [filter] }))
  }
  const seen = new Map<string, bigint>()
  // Endpoints have ignored filters before: every log is compared with what was asked for.
  const note = async (logs: readonly Log[]) => {
    for (const { address, topics, data, hash, logIndex } of logs)
      if (address === token.toLowerCase() && topics[0] === transferTopic && topics[2] === recipient)
        seen.set(`${hash}:${logIndex}`, BigInt(data))
  }
  try {
    await note(await read(from, head))
  } catch (refused) {
    await scanInPieces(read, from, head, refused, note)
  }
  return [...seen.values()].reduce((sum, units) => sum + units, 0n)
}

/** Read here and not by what the check before a send is made of: a part of two chunks costs both of them. */
async function held(chain: ChainPort, address: string): Promise<bigint> {
  return readQuantity(await chain.request({ method: 'eth_getBalance', params: [address, 'latest'] }))
}
