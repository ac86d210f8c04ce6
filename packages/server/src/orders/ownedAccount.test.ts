import { createAssetRegistry, manualAssets, manualNetworks, type NetworkId } from '@offrampkit/core'
import { httpBackend, type OrderView } from '@offrampkit/core/api'
import { expect, it } from 'vitest'
import { fakeProvider } from '../../test/fakeProvider.ts'
import { alice, bob, harness, network, newId, origin, registry, wish } from '../../test/harness.ts'
import type { User } from '../options.ts'

const solana: NetworkId = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'
const solanaAccount = '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV'
const everywhere = createAssetRegistry({
  networks: [...registry.networks, ...manualNetworks],
  assets: [...registry.assets, ...manualAssets],
})
const [first] = alice.addresses

function selling(addresses: User['addresses']) {
  const h = harness(
    { registry: everywhere, authenticate: () => ({ userId: 'alice', addresses }) },
    fakeProvider(),
  )
  const body = (sender: string | undefined, on: NetworkId, asset: string) => ({
    requestId: newId(),
    provider: 'fake',
    request: { ...wish, network: on, asset },
    sender,
  })
  return {
    h,
    evm: (sender: string | undefined) => h.code('createOrder', { body: body(sender, network, 'USDC') }),
    order: (sender: string, on: NetworkId, asset: string) =>
      h.ok<OrderView>('createOrder', { body: body(sender, on, asset) }),
    code: (sender: string, on: NetworkId, asset: string) =>
      h.code('createOrder', { body: body(sender, on, asset) }),
  }
}

it('an account that is the user’s on one network alone sells on that one, and on no other', async () => {
  expect(await selling([{ address: first ?? '', network }]).evm(first)).toBe('ok 200')
  expect(await selling([{ address: first ?? '', network: 'eip155:1' }]).evm(first)).toBe('forbidden')
  const both = [{ address: first ?? '', network: 'eip155:1' } as const, bob.addresses[0] ?? '']
  expect(await selling(both).evm(bob.addresses[0])).toBe('ok 200')
  expect(await selling(both).evm(first)).toBe('forbidden')
})

it('outside EVM an order says that its sender is unproven, unless the app has checked a signature', async () => {
  const vouched = selling([solanaAccount])
  const { orderId, senderUnproven } = await vouched.order(solanaAccount, solana, 'SOL')
  expect(senderUnproven).toBe(true)
  expect((await vouched.h.store.order(orderId))?.order.senderUnproven).toBe(true)
  const checked = selling([{ address: solanaAccount, network: solana, proven: true }])
  expect(await checked.order(solanaAccount, solana, 'SOL')).not.toHaveProperty('senderUnproven')
})

it('the mark reaches the page', async () => {
  const { h, order } = selling([solanaAccount])
  const { orderId } = await order(solanaAccount, solana, 'SOL')
  const backend = httpBackend({
    baseUrl: 'https://app.example/api/offramp',
    fetch: (input, init) => h.handler(new Request(input as string, init)),
    headers: () => ({ origin }),
  })
  expect((await backend.getOrder({ orderId })).senderUnproven).toBe(true)
})

it('on EVM it is proven, unless the app says that it only vouches', async () => {
  const proven = selling([first ?? ''])
  expect(await proven.order(first ?? '', network, 'USDC')).not.toHaveProperty('senderUnproven')
  const vouched = selling([{ address: first ?? '', proven: false }])
  expect((await vouched.order(first ?? '', network, 'USDC')).senderUnproven).toBe(true)
})

it('outside EVM an account needs a valid checksum, and one whom the app does not vouch for sells nothing', async () => {
  expect(await selling([solanaAccount]).code(`${solanaAccount.slice(0, -1)}0`, solana, 'SOL')).toBe(
    'invalid_address',
  )
  expect(await selling([first ?? '']).code(solanaAccount, solana, 'SOL')).toBe('forbidden')
})
