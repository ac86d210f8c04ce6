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
const viewOf = (order: object | null) =>
  ({
    sale: chosen,
    status: order && { order, binding: { state: 'waiting', rejected: [] } },
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
