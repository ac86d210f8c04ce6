import { createAssetRegistry, manualAssets, manualNetworks, type NetworkId } from '@offrampkit/core'
import type { OfframpSession, OrderView } from '@offrampkit/core/api'
import type { BindRules } from '@offrampkit/core/deposit'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import { describe, expect, it } from 'vitest'
import { fakeProvider } from '../../test/fakeProvider.ts'
import { alice, bob, harness, newId, wish } from '../../test/harness.ts'

const bitcoin: NetworkId = 'bip122:000000000019d6689c085ae165831e93'
const solana: NetworkId = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'
const solanaAccount = '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV'

describe('a user who says that they sent the deposit by hand', () => {
  async function declared() {
    const h = harness()
    const before = await h.ready()
    const path = { orderId: before.orderId }
    const order = await h.ok<OrderView>('getOrder', { path, query: '?declared=1' })
    return { h, before, order, path }
  }

  it('is written down once, and is their word alone', async () => {
    const { h, order, path } = await declared()
    expect(order.facts.steps.declared).toBeDefined()
    expect(order.status.kind).toBe('awaiting_deposit')
    h.pass(60_000)
    const again = await h.ok<OrderView>('getOrder', { path, query: '?declared=1' })
    expect(again.version).toBe(order.version)
  })

  it('has no wallet asked for it any more, in any browser', async () => {
    const { h, before, path } = await declared()
    const attempt = h.attemptFor(before)
    expect(await h.code('reserveDeposit', { path, body: { attempt } })).toBe('attempt_active')
    expect(await h.ok<OfframpSession>('createSession', { path })).toEqual({ kind: 'follow', ...path })
    expect(await h.code('cancelOrder', { path })).toBe('attempt_active')
    expect(h.fake.calls.cancels).toBe(0)
  })

  it('still holds an attempt that was reserved before', async () => {
    const h = harness()
    const order = await h.ready()
    const path = { orderId: order.orderId }
    const attempt = h.attemptFor(order)
    await h.ok('reserveDeposit', { path, body: { attempt } })
    const after = await h.ok<OrderView>('getOrder', { path, query: '?declared=1' })
    expect(after.attempts).toHaveLength(1)
    expect(await h.code('reserveDeposit', { path, body: { attempt: h.attemptFor(order) } })).toBe('ok 200')
  })

  it('is nobody else: a stranger changes nothing', async () => {
    const h = harness()
    const { orderId } = await h.ready()
    const path = { orderId }
    expect(await h.code('getOrder', { path, query: '?declared=1', as: bob })).toBe('not_found')
    expect((await h.ok<OrderView>('getOrder', { path })).facts.steps.declared).toBeUndefined()
  })
})

describe('who sends on a network that no EVM wallet sends on', () => {
  const registry = createAssetRegistry({ networks: manualNetworks, assets: manualAssets })

  /** A provider whose rules say this of the sender. */
  function withRules(rules: Pick<BindRules, 'sender' | 'senderIgnoredOn'>, addresses = alice.addresses) {
    const fake = fakeProvider()
    const create: ServerProviderFactory = (context) => {
      const provider = fake.create(context)
      const changed = Object.entries(provider.rules).map(([flow, own]) => [flow, { ...own, ...rules }])
      return { ...provider, rules: Object.fromEntries(changed) }
    }
    const authenticate = () => ({ userId: 'alice', addresses })
    const h = harness({ registry, authenticate, providers: [create] }, fake)
    return async (sender: string | undefined, network = solana, asset = 'SOL') => {
      const request = { ...wish, network, asset, amount: '1' }
      return await h.code('createOrder', { body: { requestId: newId(), provider: 'fake', request, sender } })
    }
  }

  it('is the account by which the user is known, where the provider compares none', async () => {
    const ignored = withRules({ sender: 'ignored', senderIgnoredOn: [] })
    expect(await ignored(alice.addresses[0])).toBe('ok 200')
    expect(await ignored(alice.addresses[0]?.toLowerCase())).toBe('ok 200')
    expect(await ignored(bob.addresses[0])).toBe('forbidden')
    const byNature = withRules({ sender: 'must_equal', senderIgnoredOn: [bitcoin] })
    expect(await byNature(alice.addresses[0], bitcoin, 'BTC')).toBe('ok 200')
    expect(await byNature(alice.addresses[0])).toBe('invalid_address')
  })

  it('is an account that the app vouches for, to the letter, where it is compared', async () => {
    const compared = withRules({ sender: 'must_equal', senderIgnoredOn: [] }, [solanaAccount])
    expect(await compared(solanaAccount)).toBe('ok 200')
    expect(await compared(solanaAccount.toLowerCase())).not.toBe('ok 200')
    expect(await compared('not an account')).toBe('invalid_address')
  })
})
