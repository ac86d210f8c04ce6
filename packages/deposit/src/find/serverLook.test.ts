import type { DepositsBackend } from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import { merge, mergeFacts, type OrderFacts, stageOf, statusOf } from '@offrampkit/core/order'
import { expect, test } from 'vitest'
import type { DepositState } from '../depositor.ts'
import { failAfterSending } from '../testing/personas.ts'
import { type SimBench, simBench } from '../testing/simBench.ts'
import { effectOf } from './effect.ts'
import { findDeposit } from './findDeposit.ts'

/** A server with an endpoint of its own, `lag` blocks behind, over the same chain. */
function server(b: SimBench, lag: number) {
  let facts: OrderFacts = b.order.facts
  const deposits: DepositsBackend = {
    reserve: async () => ({ status: 'reserved' }),
    report: async () => b.order,
    async find() {
      const attempt = b.rows.get(b.order.orderId)!.attempts[0]!
      const { verdict, events } = await findDeposit({
        chain: {
          network: b.network.id,
          request: async ({ method, params = [] }) => b.chain.rpc(method, params, lag),
        },
        network: b.network,
        effect: effectOf(attempt.transaction, attempt.sender)!,
        attempt,
        now: b.clock.now(),
      })
      facts = events.reduce(merge, facts)
      if (verdict.status === 'found') return { status: 'found', txHash: verdict.txHash }
      return verdict.status === 'none_yet' || verdict.status === 'pending'
        ? { status: 'none_yet', scannedTo: verdict.scannedTo }
        : { status: 'unknown', reason: 'The chain could not be read.' }
    },
  }
  return { deposits, order: () => ({ ...b.order, facts }) }
}

/** A browser whose endpoint searches no logs: the wallet sends, and says nothing. */
async function limited(lag: number) {
  const b = simBench()
  const { deposits, order } = server(b, lag)
  const request: typeof b.node.request = (args) =>
    args.method === 'eth_getLogs'
      ? Promise.reject(new Error('eth_getLogs is not available on this plan'))
      : b.node.request(args)
  const tab = b.tab({ deposits, chains: (id) => (id === b.network.id ? { network: id, request } : null) })
  b.wallet.persona = failAfterSending(-32603)
  await (await tab.arm(b.order, b.wallet)).fire()
  b.mine()
  const stage = ({ facts, attempts }: DepositState) => {
    const now = b.clock.now()
    const joined = { ...order(), facts: mergeFacts(order().facts, facts) }
    const binding = bindDeposit(joined, b.ports.registry, now)
    return stageOf({ order: joined, status: statusOf(joined, now), binding, attempts }).name
  }
  return { b, look: () => tab.reconcile(order()), stage }
}

test('where the browser’s endpoint searches no logs, the server finds it and the page shows it', async () => {
  const { look, stage } = await limited(0)
  const state = await look()
  expect(state).toMatchObject({ attempts: [{ phase: 'hash' }] })
  expect(stage(state)).toBe('included')
})

test('a server whose endpoint lags as well leaves it unknown, not unsent', async () => {
  const { b, look, stage } = await limited(40)
  const state = await look()
  expect(state.unreadable).toMatch(/not available/)
  expect(stage(state)).toBe('outcome_unknown')
  expect(b.arrived()).toHaveLength(1)
})
