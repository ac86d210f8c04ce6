import { expect } from '@playwright/test'
import { encodeFunctionData, erc20Abi } from 'viem'
import { arriveInKenya, cusd, orderAtPartna, reviewOnCelo } from './support/partna.ts'
import { test } from './support/test.ts'

test.beforeEach(({ dapp }) => arriveInKenya(dapp))

test('a payout that fails, and is told: the provider has the coins, and nobody says that they are back', async ({
  dapp,
  sandbox,
  money,
}) => {
  await sandbox.post('/scenario', { id: 'partna-payout-failed-told' })
  await orderAtPartna(dapp)
  await reviewOnCelo(dapp)
  await dapp.send.click()
  await dapp.shows('credited')
  await dapp.saysMoved('yes')
  await expect(dapp.panel).toContainText('Partna did not sell your CUSD')
  await expect(dapp.panel).toContainText('Ask its support')
  await expect(dapp.panel).not.toContainText(/refund|returns it/i)
  await dapp.cannotSend()
  await money.expectOne('CUSD', cusd.units, { chainId: cusd.chainId })
  expect((await sandbox.onlyRamp()).outcome).toBe('failed')
})

test('a payout that fails, and nobody tells: the page goes on waiting and never says paid', async ({
  dapp,
  sandbox,
  money,
}) => {
  await sandbox.post('/scenario', { id: 'partna-payout-failed' })
  await orderAtPartna(dapp)
  await reviewOnCelo(dapp)
  await dapp.send.click()
  await dapp.shows('provider_received')
  await expect.poll(async () => (await sandbox.onlyRamp()).outcome).toBe('failed')
  await dapp.page.reload()
  await dapp.shows('provider_received')
  await dapp.cannotSend()
  await money.expectOne('CUSD', cusd.units, { chainId: cusd.chainId })
})

test('a wallet that sends less: marked as what it is, and nothing more is asked of it', async ({
  dapp,
  sandbox,
  wallet,
  money,
}) => {
  await sandbox.post('/scenario', { id: 'partna-other-amount-held' })
  await sandbox.wallet({ sendFault: 'rewrite-amount' })
  await orderAtPartna(dapp)
  await reviewOnCelo(dapp)
  await dapp.send.click()
  await dapp.finds('needs_attention')
  await expect(dapp.panel).toContainText('Your wallet sent another amount')
  await dapp.saysMoved('maybe')
  await dapp.cannotSend()
  await expect.poll(async () => (await sandbox.onlyRamp()).status).toBe('received')
  await dapp.page.reload()
  await dapp.shows('needs_attention')
  await dapp.cannotSend()
  expect(await money.arrived()).toEqual([expect.objectContaining({ units: cusd.units / 2n })])
  expect(await wallet.timesAsked()).toBe(1)
})

test('another wallet that pays too little: the page hears that coins came, and offers no second payment', async ({
  dapp,
  sandbox,
  wallet,
  chains,
  money,
}) => {
  await orderAtPartna(dapp)
  await reviewOnCelo(dapp)
  const { paymentAddress } = await sandbox.onlyRamp()
  const little = cusd.units / 10n
  const token = chains.settings.assets.find(({ symbol }) => symbol === 'CUSD')
  const accounts = await chains.rpc<string[]>(cusd.chainId, 'eth_accounts')
  const data = encodeFunctionData({
    abi: erc20Abi,
    functionName: 'transfer',
    args: [paymentAddress as `0x${string}`, little],
  })
  await chains.rpc(cusd.chainId, 'eth_sendTransaction', [{ from: accounts[5], to: token?.address, data }])
  await dapp.finds(/^(provider_received|paid)$/)
  await dapp.cannotSend()
  await dapp.finds('paid')
  await dapp.cannotSend()
  expect(await money.arrived()).toEqual([expect.objectContaining({ units: little })])
  expect(await wallet.timesAsked()).toBe(0)
})
