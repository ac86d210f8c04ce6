import { type Address, type Hex, keccak256, parseTransaction, recoverTransactionAddress } from 'viem'
import { RpcError } from '../../chain/rpc.ts'
import type { PageTransaction } from './blocks.ts'

/** Reads a signed transaction, and who signed it. */
export async function readRaw(raw: Hex): Promise<PageTransaction> {
  const parsed = parseTransaction(raw)
  const from = await recoverTransactionAddress({ serializedTransaction: raw as never })
  const maxFee = parsed.maxFeePerGas ?? parsed.gasPrice ?? 0n
  return {
    hash: keccak256(raw),
    raw,
    from: from.toLowerCase() as Address,
    to: (parsed.to?.toLowerCase() ?? null) as Address | null,
    nonce: parsed.nonce ?? 0,
    value: parsed.value ?? 0n,
    input: parsed.data ?? '0x',
    gas: parsed.gas ?? 0n,
    type: parsed.type === 'eip1559' ? '0x2' : parsed.type === 'eip2930' ? '0x1' : '0x0',
    maxFee,
    tip: parsed.maxPriorityFeePerGas ?? maxFee,
  }
}

/** Transactions that wait for a block: of one account and nonce there is one at most. */
export function createPool() {
  let waiting: PageTransaction[] = []
  const rivalOf = ({ from, nonce }: PageTransaction) =>
    waiting.find((one) => one.from === from && one.nonce === nonce)

  return {
    all: () => waiting as readonly PageTransaction[],
    find: (hash: string) => waiting.find((one) => one.hash === hash) ?? null,
    /** The account's next nonce, those that wait included. */
    nonceAfter(from: string, mined: number): number {
      let nonce = mined
      while (waiting.some((one) => one.from === from && one.nonce === nonce)) nonce += 1
      return nonce
    },
    /** Takes a transaction in; `mined` is the account's nonce by its mined ones. Refuses in anvil's words. */
    add(transaction: PageTransaction, mined: number) {
      if (transaction.nonce < mined) throw new RpcError(-32003, 'nonce too low')
      const rival = rivalOf(transaction)
      if (rival?.hash === transaction.hash) throw new RpcError(-32003, 'transaction already imported')
      // A tenth more, as nodes want it.
      if (rival && transaction.maxFee * 10n < rival.maxFee * 11n)
        throw new RpcError(-32003, 'replacement transaction underpriced')
      waiting = [...waiting.filter((one) => one !== rival), transaction]
    },
    /** Takes out the one that offers the most of those that may be mined; the earlier of two that offer the same. */
    take(isDue: (transaction: PageTransaction) => boolean): PageTransaction | null {
      const [due = null] = waiting.filter(isDue).sort((a, b) => Number(b.maxFee - a.maxFee))
      if (due) waiting = waiting.filter((one) => one !== due)
      return due
    },
  }
}

export type Pool = ReturnType<typeof createPool>
