import { expect } from '@playwright/test'
import { test } from './support/test.ts'

/** Each moves differently on chain: a coin, a token with 18 decimals, and one whose `transfer` returns nothing. */
const sums = [
  { symbol: 'ETH', amount: '0.01', units: 10_000_000_000_000_000n },
  { symbol: 'USDT', amount: '25.5', units: 25_500_000n },
  { symbol: 'DAI', amount: '25.123456789012345678', units: 25_123_456_789_012_345_678n },
]

for (const { symbol, amount, units } of sums)
  test(`a whole sale of ${amount} ${symbol}`, async ({ dapp, wallet, sandbox, money }) => {
    await dapp.arrive()
    await dapp.choose(`${symbol} on Sandbox Base`, amount)
    await dapp.order()
    await dapp.review()
    await expect(dapp.send).toHaveText(`Send ${amount} ${symbol}`)
    await money.expectNone()

    await sandbox.wallet({ answer: 'prompt' })
    await dapp.send.click()
    await expect((await wallet.prompt()).getByTestId('wallet-amount')).toHaveText(`${amount} ${symbol}`)
    await wallet.approve()
    await dapp.shows('paid')
    await money.expectOne(symbol, units)
  })
