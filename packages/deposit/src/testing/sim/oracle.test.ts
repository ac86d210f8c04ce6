import { expect, test } from 'vitest'
import { mutants } from './mutants.ts'
import type { Violation } from './oracle.ts'
import { runSchedule } from './schedule.ts'
import type { Mutant } from './surroundings.ts'

/** For each thing that the judge watches, something that does it. */
const culprits: Record<Exclude<Violation['kind'], 'offer_after_astray'>, Mutant> = {
  double_send: mutants.noReoffer,
  false_failure: mutants.noReoffer,
  unrecorded_prompt: mutants.writeAhead,
  second_request: mutants.oneShotGuard,
  wrong_instruction: {
    wallet: (wallet) => ({
      id: wallet.id,
      request: ({ method, params = [] }) =>
        wallet.request({
          method,
          params: method === 'eth_sendTransaction' ? [{ ...(params[0] as object), value: '0x1' }] : params,
        }),
    }),
  },
  /** The time of the order's making, for ever. */
  late_prompt: {
    ports: (ports) => ({ ...ports, clock: { ...ports.clock, now: () => 1_790_000_000_000 } }),
  },
  /** Every transaction has a receipt. */
  false_success: {
    ports: (ports) => ({
      ...ports,
      chains(network) {
        const chain = ports.chains(network)
        if (!chain) return null
        const request: typeof chain.request = async ({ method, params = [] }) => {
          const answer = await chain.request({ method, params })
          if (method !== 'eth_getTransactionReceipt' || answer !== null) return answer
          const blockHash = `0x${'be'.repeat(32)}`
          return { transactionHash: params[0], status: '0x1', blockNumber: '0x9', blockHash, logs: [] }
        }
        return { network, request }
      },
    }),
  },
  /** The ledger never answers. */
  stuck: {
    ports: (ports) => ({ ...ports, ledger: { ...ports.ledger, read: () => new Promise(() => undefined) } }),
  },
}

test.each(Object.keys(culprits) as (keyof typeof culprits)[])(
  'the judge sees %s',
  async (kind) => {
    for (let seed = 0; seed < 2_000; seed += 1) {
      const { violations } = await runSchedule(seed, { mutant: culprits[kind], judges: [kind] })
      if (violations.length > 0) return
    }
    expect.unreachable(`Nothing was called ${kind}.`)
  },
  300_000,
)
