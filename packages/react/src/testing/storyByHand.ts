import type { OrderEvent, RowField } from '@offrampkit/core/order'
import { type StoryFacts, storyFacts, storyRow } from './storyFacts.ts'
import { storyOrder, storyRules } from './storyWorld.ts'

/** What of an order that is sent by hand a story wants otherwise. */
export interface ByHandOptions {
  /** CAIP-2 id and symbol, as in the story's registry. */
  network?: `${string}:${string}`
  asset?: string
  amount?: string
  to?: string
  memo?: string
  /** The account that the provider compares; any may send without it. */
  from?: string
  more?: readonly OrderEvent[]
}

/** An order whose deposit no wallet of the story's app can send: 25 USDC on Solana, unless told otherwise. */
export function byHandFacts(options: ByHandOptions = {}): StoryFacts {
  const {
    network = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp',
    asset = 'USDC',
    amount = '25',
    to = '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV',
    memo,
    from,
    more = [],
  } = options
  const fields: Partial<Record<RowField, string>> = {
    network,
    asset,
    amount,
    to,
    amountCurrency: asset,
    ...(memo === undefined ? {} : { memo }),
    ...(from === undefined ? {} : { from }),
  }
  const { events } = storyFacts.at_provider
  return {
    events: [...events, storyRow('waiting', fields), ...more],
    attempts: [],
    order: {
      request: { ...storyOrder.request, network, asset, amount },
      rules: { ...storyRules, sender: from === undefined ? 'ignored' : 'must_equal' },
      ...(from === undefined ? {} : { sender: from }),
    },
  }
}
