import { expect, test } from 'vitest'
import type { SaleView } from '../sale/useSaleView.ts'
import { pricedOf, requestOf } from './saleFacts.ts'

const chosen = {
  provider: 'coinbase',
  asset: 'ETH',
  chainId: 1,
  amount: '3',
  cashoutCurrency: 'USD',
  country: 'US',
  subdivision: 'NY',
  method: 'ACH_BANK_ACCOUNT',
}
const request = { asset: 'USDC', network: 'eip155:8453', amount: '25', cashoutCurrency: 'MXN', country: 'MX' }

/** What these read of a view. */
const waiting = { state: 'waiting', rejected: [] }
const viewOf = (order: object | null, binding: object = waiting) =>
  ({
    sale: chosen,
    status: order && { order, binding },
  }) as unknown as SaleView

test('before there is an order it is what the page has chosen', () => {
  expect(requestOf(viewOf(null))).toMatchObject({ asset: 'ETH', method: 'ACH_BANK_ACCOUNT' })
  expect(pricedOf(viewOf(null))).toEqual(chosen)
})

test('of an order nothing is what the page has chosen since', () => {
  const view = viewOf({ provider: 'capa', request })
  expect(requestOf(view)).toEqual({
    provider: 'capa',
    asset: 'USDC',
    amount: '25',
    network: 'eip155:8453',
    cashoutCurrency: 'MXN',
    method: undefined,
  })
  expect(pricedOf(view)).toEqual({ provider: 'capa', ...request })
})

test('an amount that is told with zeros behind it is shown like any other', () => {
  const asset = { symbol: 'USDC', network: 'eip155:8453', decimals: 6 }
  const instruction = { asset, amount: '25.000000', units: 25_000_000n }
  const view = viewOf({ provider: 'capa', request }, { state: 'ready', instruction, rejected: [] })
  expect(requestOf(view).amount).toBe('25')
})
