import { type Mined, nextFacts, sealBlock } from './blocks.ts'
import type { Ledger } from './ledger.ts'
import { BLOCK_GAS, type BlockFacts, type Machine } from './machine.ts'
import type { Pool } from './pool.ts'

/** Puts what waits and can be paid for into the next block, by nonce. */
export async function mineBlock(machine: Machine, ledger: Ledger, pool: Pool, nowSeconds: bigint) {
  const last = ledger.head()
  const facts: BlockFacts = nextFacts(last, nowSeconds)
  const mined: Mined[] = []
  const nonces = new Map<string, number>()
  const nonceOf = (from: string) => nonces.get(from) ?? ledger.nonceAt(from, Number(last.number))
  let room = BLOCK_GAS
  for (;;) {
    const transaction = pool.take(
      (one) => one.nonce === nonceOf(one.from) && one.maxFee >= facts.baseFee && one.gas <= room,
    )
    if (!transaction) break
    try {
      const { succeeds, gasUsed, logs, created } = await machine.run(transaction.raw, facts)
      mined.push({ transaction, succeeds, gasUsed, logs, created: succeeds ? created : null })
      nonces.set(transaction.from, transaction.nonce + 1)
      room -= gasUsed
    } catch {
      // Not even begun, for want of coins for its gas: nodes drop such a transaction too.
    }
  }
  ledger.append(sealBlock(facts, last, mined))
}
