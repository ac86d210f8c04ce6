import type {
  AttemptView,
  Order,
  OrderEvent,
  RowField,
  RowState,
  StageName,
  StepEvent,
  TransferStanding,
} from '@offrampkit/core/order'
import {
  storyBlockHash,
  storyDeposit,
  storyDigest,
  storyHash,
  storyNow,
  storyOrder,
  storyRegistry,
  storyRowId,
  storyRules,
  storySender,
} from './storyWorld.ts'

/** What was heard about an order, and the tries at its deposit. */
export interface StoryFacts {
  events: readonly OrderEvent[]
  attempts: readonly AttemptView[]
  /** What of the order is another than the story's own. */
  order?: Partial<Omit<Order, 'facts'>>
}

/** A row of the provider in some state. */
export function storyRow(
  state: RowState,
  fields: Partial<Record<RowField, string>> = {},
  rowId = storyRowId,
): OrderEvent {
  return {
    type: 'row',
    rowId,
    state,
    at: storyNow,
    source: 'poll',
    fields: {
      network: 'eip155:8453',
      asset: 'USDC',
      to: storyDeposit,
      from: storySender,
      amount: '25',
      amountCurrency: 'USDC',
      createdAt: String(storyNow),
      receiveAtLeast: '24.12',
      receiveAtLeastCurrency: 'USD',
      ...fields,
    },
  }
}

const step = (type: StepEvent['type']): OrderEvent => ({
  type,
  at: storyNow,
  source: 'server',
})

function transfer(standing: TransferStanding, blockNumber = 117, txHash = storyHash): OrderEvent {
  return {
    type: 'transfer',
    at: storyNow,
    source: 'chain',
    network: 'eip155:8453',
    asset: storyRegistry.require('eip155:8453', 'USDC').address,
    from: storySender,
    to: storyDeposit,
    units: '25000000',
    txHash,
    logIndex: 0,
    blockNumber,
    blockHash: storyBlockHash(blockNumber),
    standing,
  }
}

function attempt(phase: AttemptView['phase'], more: Partial<AttemptView> = {}): AttemptView {
  return {
    attemptId: 'pL8s2VdX6qTn4RyB1mKe7g',
    phase,
    digest: storyDigest,
    sender: storySender,
    fromBlock: 95,
    nonce: 4,
    pin: 4,
    startedAt: storyNow,
    ...more,
  }
}

const opened = step('opened')
const waiting = [opened, storyRow('waiting')]
const paid = storyRow('paid', { txHash: storyHash, payout: '24.63', payoutCurrency: 'USD' })
const sent = [attempt('hash', { txHash: storyHash })]
const heard = (events: readonly OrderEvent[], attempts: readonly AttemptView[] = []): StoryFacts => ({
  events,
  attempts,
})

const solana = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'

/** An order for 25 USDC on Solana, which no wallet of the story's app sends on. */
function byHand(state: RowState, ...more: readonly OrderEvent[]): StoryFacts {
  const { request, rules } = { request: storyOrder.request, rules: storyRules }
  const row = storyRow(state, { network: solana, to: '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV' })
  return {
    ...heard([opened, row, ...more]),
    order: { request: { ...request, network: solana }, rules: { ...rules, sender: 'ignored' } },
  }
}

/** Facts that amount to each stage; core alone says that they do. */
export const storyFacts: Record<Exclude<StageName, 'idle'>, StoryFacts> = {
  preparing: heard([]),
  at_provider: heard([opened]),
  awaiting_order: heard([opened, step('returned')]),
  order_ready: heard(waiting),
  // A moment ago by the story's clock: one that is older was given up or fired.
  armed: heard(waiting, [attempt('armed', { startedAt: storyNow + 240_000 })]),
  prompting: heard(waiting, [attempt('prompting')]),
  outcome_unknown: heard(waiting, [attempt('unknown')]),
  broadcast: heard(waiting, sent),
  included: heard([...waiting, transfer('included')], sent),
  final_onchain: heard([...waiting, transfer('final')], sent),
  provider_received: heard([opened, storyRow('processing', { txHash: storyHash }), transfer('final')], sent),
  paid: heard([opened, paid, transfer('final')], sent),
  credited: heard([opened, storyRow('failed', { txHash: storyHash }), transfer('final')], sent),
  reverted: heard(waiting, [attempt('dead', { proof: 'P4', txHash: storyHash })]),
  attested: heard(waiting, [attempt('unknown', { attested: true })]),
  failed_unsent: heard([opened, storyRow('failed', { reason: 'The bank account could not be verified' })]),
  cancelled_unsent: heard([opened, step('cancelled')]),
  expired_unsent: heard([opened, storyRow('expired')]),
  by_hand: byHand('waiting'),
  declared: byHand('waiting', step('declared')),
  ended_by_hand: byHand('expired'),
  expired_unknown: heard([opened, storyRow('expired')], [attempt('unknown')]),
  needs_attention: heard([opened, storyRow('waiting'), storyRow('waiting', {}, 'another-row')]),
}

/** A sale whose bank account was not in the user's name: found out before the deposit, or with the coins there. */
export const notVerifiedFacts = {
  unsent: heard([opened, storyRow('failed', { reason: 'bank_account_not_verified' })]),
  credited: heard(
    [
      opened,
      storyRow('failed', { reason: 'bank_account_not_verified', txHash: storyHash }),
      transfer('final'),
    ],
    sent,
  ),
}

/** A wallet that sent the deposit on another network. */
export const astrayFacts: StoryFacts = heard(
  [...waiting, { ...transfer('final'), network: 'eip155:1', differs: 'network' } as OrderEvent],
  [attempt('unknown')],
)

/** An order whose every shown line differs from what was asked for. */
export const differingFacts: StoryFacts = heard([
  opened,
  storyRow('waiting', {
    asset: 'ETH',
    amountCurrency: 'ETH',
    amount: '0.0074',
    network: 'eip155:1',
    createdAt: String(storyNow),
  }),
])
