import { type Asset, createAssetRegistry, type Network } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import type { BindRules } from '@offrampkit/core/deposit'
import { merge, noFacts, type RowField, type RowState, statusOf } from '@offrampkit/core/order'

/** Rules like those of a hosted flow: a window of 30 minutes, everything must be there and match. */
export const testRules: BindRules = {
  states: ['waiting'],
  required: ['to', 'amount', 'asset', 'network', 'createdAt'],
  createdBeforeMs: 60_000,
  createdAfterMs: 60_000,
  windowMs: 1_800_000,
  marginMs: 180_000,
  sender: 'must_equal',
  senderIgnoredOn: [],
  amountCurrency: 'must_equal_asset',
  frozen: ['to', 'amount', 'asset', 'network'],
}

export interface TestOrderOptions {
  network: Network
  asset: Asset
  sender: string
  to: string
  /** Display units. */
  amount: string
  now: number
  orderId?: string
  state?: RowState
  fields?: Partial<Record<RowField, string>>
}

/** An order whose provider waits for the deposit, as a backend would answer with it. */
export function testOrder(options: TestOrderOptions): OrderView {
  const { network, asset, sender, to, amount, now, orderId = 'AAAAAAAAAAAAAAAAAAAAAA' } = options
  const order: OrderView = {
    orderId,
    provider: 'test',
    flow: 'test/hosted',
    request: {
      asset: asset.symbol,
      network: network.id,
      amount,
      cashoutCurrency: 'USD',
      country: 'US',
      subdivision: 'NY',
    },
    sender,
    createdAt: now,
    rules: testRules,
    facts: merge(noFacts, {
      type: 'row',
      source: 'poll',
      at: now,
      rowId: 'row-1',
      state: options.state ?? 'waiting',
      fields: {
        network: network.id,
        asset: asset.symbol,
        to,
        from: sender,
        amount,
        amountCurrency: asset.symbol,
        createdAt: String(now),
        ...options.fields,
      },
    }),
    attempts: [],
    capabilities: {
      instructionFrom: 'poll',
      open: ['popup'],
      returnsUser: true,
      confirm: 'none',
      refunds: 'none',
      cancel: false,
    },
    status: { kind: 'created' },
    version: 1,
    serverNow: now,
  }
  return { ...order, status: statusOf(order, now) }
}

/** A registry of one network. */
export const testRegistry = (network: Network, assets: readonly Asset[]) =>
  createAssetRegistry({ networks: [network], assets })
