import {
  type AssetRegistry,
  createAssetRegistry,
  mainnetAssets,
  mainnets,
  manualAssets,
  manualNetworks,
} from '@offrampkit/core'
import { type BindRules, digestOf } from '@offrampkit/core/deposit'
import type { Order } from '@offrampkit/core/order'
import type { FlowCapabilities } from '@offrampkit/core/provider'

/** Noon of a day, by the story's server. */
export const storyNow = Date.UTC(2026, 0, 15, 12, 0, 0)
export const storyOrderId = 'kJ3v9QmT2xLr8WbZ5nYc0A'
export const storyRowId = '1f0e7a52-6c1b-4f5e-9d2a-8f6b4c3d2e10'
export const storySender = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
export const storyDeposit = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
/** Hash of a block of the story's chain. */
export const storyBlockHash = (block: number) => `0x${block.toString(16).padStart(64, '0')}`
export const storyHash = `0x${'4b1d'.repeat(16)}`

const known = ['eip155:8453', 'eip155:1', 'eip155:42220']

/** Base and Ethereum with their own assets; Celo, which the story's wallet does not know, and what else is sent by hand. */
export const storyRegistry: AssetRegistry = createAssetRegistry({
  networks: [...mainnets.filter(({ id }) => known.includes(id)), ...manualNetworks],
  assets: [...mainnetAssets.filter(({ network }) => known.includes(network)), ...manualAssets],
})

export const storyRules: BindRules = {
  states: ['pending', 'waiting'],
  required: ['to', 'amount', 'asset', 'network', 'from', 'createdAt'],
  createdBeforeMs: 60_000,
  createdAfterMs: 60_000,
  windowMs: 30 * 60_000,
  marginMs: 3 * 60_000,
  sender: 'must_equal',
  senderIgnoredOn: [],
  amountCurrency: 'must_equal_asset',
  frozen: ['to', 'memo'],
}

/** A hosted flow with a page of its own that sends the user back. */
export const storyCapabilities: FlowCapabilities = {
  instructionFrom: 'poll',
  open: ['popup', 'tab', 'redirect'],
  returnsUser: true,
  confirm: 'none',
  refunds: 'to_provider_balance',
  cancel: false,
}

/** The order before anything was heard about it. */
export const storyOrder: Omit<Order, 'facts'> = {
  orderId: storyOrderId,
  provider: 'coinbase',
  flow: 'coinbase/hosted',
  request: {
    asset: 'USDC',
    network: 'eip155:8453',
    amount: '25',
    cashoutCurrency: 'USD',
    country: 'US',
    subdivision: 'NY',
    method: 'ACH_BANK_ACCOUNT',
  },
  sender: storySender,
  createdAt: storyNow,
  rules: storyRules,
}

/** Of the deposit that the story's provider waits for. */
export const storyDigest = digestOf({
  orderId: storyOrderId,
  rowId: storyRowId,
  asset: storyRegistry.require('eip155:8453', 'USDC'),
  to: storyDeposit,
  memo: null,
  from: storySender,
  units: 25_000_000n,
})
