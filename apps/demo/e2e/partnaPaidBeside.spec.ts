import { expect } from '@playwright/test'
import { encodeFunctionData, erc20Abi } from 'viem'
import { arriveInKenya, cusd, orderAtPartna } from './support/partna.ts'
import { test } from './support/test.ts'

test('what was paid from the page beside ours is not sent again by our wallet, however late the provider tells', async ({
  dapp,
  sandbox,
  wallet,
  chains,
  money,
}) => {
  await arriveInKenya(dapp)
  await orderAtPartna(dapp)
  await sandbox.post('/partna/webhooks', { hold: true })
  const { paymentAddress } = await sandbox.onlyRamp()
  const token = chains.settings.assets.find(({ symbol }) => symbol === 'CUSD')
  const from = await wallet.account()
  const args = [paymentAddress as `0x${string}`, cusd.units] as const
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args })
  await chains.rpc(cusd.chainId, 'eth_sendTransaction', [{ from, to: token?.address, data }])
  await expect.poll(async () => (await money.arrived()).length).toBe(1)

  await dapp.shows('order_ready')
  await expect(dapp.panel).toContainText('Only you know whether you have sent it')
  await dapp.action('Review deposit').click()
  await dapp.refuses('paid_elsewhere', 'Coins have arrived at this address already')
  await dapp.cannotSend()
  expect(await wallet.timesAsked()).toBe(0)

  await sandbox.post('/partna/webhooks/release', {})
  await dapp.shows('paid')
  expect(await money.arrived()).toHaveLength(1)
})
