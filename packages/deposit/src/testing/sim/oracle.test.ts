import { expect, test } from 'vitest'
import type { DepositPorts } from '../../depositor.ts'
import { mutants } from './mutants.ts'
import type { Violation } from './oracle.ts'
import { runSchedule } from './schedule.ts'
import type { Mutant } from './surroundings.ts'

/** For each thing that the judge watches, something that does it. */
const culprits: Record<Violation['kind'], Mutant> = {
  double_send: mutants.noReoffer,
  false_failure: mutants.noReoffer,
  /** Whatever was answered, or was not, counts as refused, and no chain shows anything. */
  offer_after_astray: {
    ports: (ports) => ({
      ...ports,
      chains: (network) => blank(ports.chains(network)),
      ledger: {
        ...ports.ledger,
        async read(orderId) {
          const row = await ports.ledger.read(orderId)
          if (!row) return null
          const attempts = row.attempts.map((attempt) => {
            if (attempt.phase !== 'hash' && attempt.phase !== 'unknown') return attempt
            const { txHash: _, ...rest } = attempt
            return { ...rest, phase: 'rejected' as const, proof: 'P1' as const }
          })
          return { ...row, attempts }
        },
      },
    }),
  },
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

/** More of what it watches for, by the words of the violation. */
const further: readonly (readonly [Violation['kind'], string, Mutant])[] = [
  ['false_failure', 'is refused with', mutants.noReoffer],
  // A lock that is never let go, and a ledger that forgets no attempt: what is offered cannot be had.
  ['stuck', 'what is offered is refused', { ports: (ports) => ({ ...ports, lock: once(ports.lock) }) }],
  // The page never learns what the user said.
  [
    'stuck',
    'nothing is offered',
    { ports: (ports) => ({ ...ports, ledger: blindAfterRefusal(ports.ledger) }) },
  ],
]

/** An endpoint for which no transaction ever was. */
function blank(chain: ReturnType<DepositPorts['chains']>): ReturnType<DepositPorts['chains']> {
  if (!chain) return null
  const nothing: Record<string, unknown> = {
    eth_getTransactionReceipt: null,
    eth_getTransactionByHash: null,
    eth_getLogs: [],
  }
  return {
    network: chain.network,
    request: async (args) => (args.method in nothing ? nothing[args.method] : chain.request(args)),
  }
}

function once(lock: DepositPorts['lock']): DepositPorts['lock'] {
  let taken = false
  return {
    async tryAcquire(name) {
      if (taken) return null
      taken = true
      return lock.tryAcquire(name)
    },
  }
}

/** Says of each refused attempt that nobody knows. */
function blindAfterRefusal(ledger: DepositPorts['ledger']): DepositPorts['ledger'] {
  return {
    ...ledger,
    async read(orderId) {
      const row = await ledger.read(orderId)
      if (!row) return null
      const attempts = row.attempts.map(({ proof: _, ...attempt }) => ({
        ...attempt,
        phase: 'unknown' as const,
      }))
      return { ...row, attempts }
    },
  }
}

const all = [
  ...(Object.keys(culprits) as Violation['kind'][]).map((kind) => [kind, '', culprits[kind]] as const),
  ...further,
]

test.each(all)(
  'the judge sees %s: %s',
  async (kind, words, mutant) => {
    for (let seed = 0; seed < 2_000; seed += 1) {
      const { violations } = await runSchedule(seed, { mutant, judges: [kind] })
      if (violations.some(({ what }) => what.includes(words))) return
    }
    expect.unreachable(`Nothing was called ${kind}.`)
  },
  300_000,
)
