import type { BindRules } from '../src/deposit/rules.ts'
import { mainnetAssets, mainnets } from '../src/network/mainnets.ts'
import { createAssetRegistry } from '../src/network/registry.ts'
import type { AttemptView } from '../src/order/attempt.ts'
import type { OrderEvent, RowEvent, RowField, RowState, TransferEvent } from '../src/order/event.ts'
import { merge, noFacts } from '../src/order/facts.ts'
import type { Order } from '../src/order/order.ts'

/** A made-up order in the shape of `coinbase/hosted`: 25 USDC on Base, made at `t0`. */
export const t0 = 1_790_000_000_000
export const minute = 60_000
export const sender = '0x1111111111111111111111111111111111111111'
export const other = '0x2222222222222222222222222222222222222222'
export const depositAddress = '0x52908400098527886E0F7030069857D2E4169EE7'
export const secondAddress = '0x8617E340B3D01FA5F11F306F4090FD50E238070D'
export const usdcOnBase = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913'
export const registry = createAssetRegistry({ networks: mainnets, assets: mainnetAssets })

export const rules: BindRules = {
  states: ['pending', 'waiting'],
  required: ['network', 'asset', 'to', 'from', 'amount', 'amountCurrency', 'createdAt'],
  createdBeforeMs: minute,
  createdAfterMs: minute,
  windowMs: 30 * minute,
  marginMs: 2 * minute,
  sender: 'must_equal',
  senderIgnoredOn: ['bip122:000000000019d6689c085ae165831e93'],
  amountCurrency: 'must_equal_asset',
  frozen: ['to', 'network', 'asset', 'amount'],
}

export function orderOf(events: readonly OrderEvent[], changes: Partial<Order> = {}): Order {
  return {
    orderId: 'AAAAAAAAAAAAAAAAAAAAAA',
    provider: 'coinbase',
    flow: 'coinbase/hosted',
    request: {
      asset: 'USDC',
      network: 'eip155:8453',
      amount: '25',
      cashoutCurrency: 'USD',
      country: 'US',
      subdivision: 'NY',
    },
    sender,
    createdAt: t0,
    rules,
    facts: events.reduce(merge, noFacts),
    ...changes,
  }
}

export const goodFields: Readonly<Partial<Record<RowField, string>>> = {
  network: 'eip155:8453',
  asset: 'USDC',
  to: depositAddress,
  from: sender,
  amount: '25',
  amountCurrency: 'USDC',
  createdAt: String(t0 + minute),
}

/** A row as a poll tells it; a field set to `undefined` is left out. */
export function rowEvent(
  rowId: string,
  state: RowState | undefined,
  fields: Partial<Record<RowField, string | undefined>> = {},
  at = t0 + 2 * minute,
): RowEvent {
  const told = Object.entries({ ...goodFields, ...fields }).filter(([, value]) => value !== undefined)
  return {
    type: 'row',
    rowId,
    fields: Object.fromEntries(told),
    at,
    source: 'poll',
    ...(state === undefined ? {} : { state }),
  }
}

export function transferEvent(changes: Partial<TransferEvent> = {}): TransferEvent {
  return {
    type: 'transfer',
    network: 'eip155:8453',
    asset: usdcOnBase,
    from: sender,
    to: depositAddress,
    units: '25000000',
    txHash: `0x${'a1'.repeat(32)}`,
    logIndex: 3,
    blockNumber: 100,
    blockHash: `0x${'b1'.repeat(32)}`,
    standing: 'included',
    at: t0 + 3 * minute,
    source: 'chain',
    ...changes,
  }
}

export function attemptOf(changes: Partial<AttemptView> = {}): AttemptView {
  return {
    attemptId: 'BBBBBBBBBBBBBBBBBBBBBA',
    phase: 'armed',
    digest: `0x${'d1'.repeat(32)}`,
    sender,
    fromBlock: 90,
    nonce: 7,
    pin: 7,
    startedAt: t0 + 2 * minute,
    ...changes,
  }
}
