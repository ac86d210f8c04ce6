import { createAssetRegistry, mainnetAssets, mainnets, manualAssets, manualNetworks } from '@offrampkit/core'
import { expect, test } from 'vitest'
import { order, seller, startedAt, testSecret } from './fixtures/sale.ts'
import { coinbase } from './server.ts'

const bitcoin = 'bip122:000000000019d6689c085ae165831e93'
const wallet = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'

/** Opens the page for a sale of bitcoin by this account; answers with what the token was asked for, if it was. */
async function open(sender: string) {
  const asked: string[] = []
  const fetch: typeof globalThis.fetch = async (_, init) => {
    asked.push(String(init?.body))
    return Response.json({ token: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV', channel_id: '' })
  }
  const registry = createAssetRegistry({
    networks: [...mainnets, ...manualNetworks],
    assets: [...mainnetAssets, ...manualAssets],
  })
  const provider = coinbase({ apiKeyId: 'key-1', apiKeySecret: testSecret })({
    registry,
    fetch,
    now: () => startedAt,
    random: (length) => new Uint8Array(length),
  })
  const request = { ...order.request, network: bitcoin, asset: 'BTC', amount: '0.001' } as const
  const call = { clientIp: '203.0.113.9', returnUrl: 'https://app.example/return' }
  const session = await provider.createSession({ ...order, request, sender }, call).catch((error) => error)
  return { asked, session }
}

test('a token names a wallet of the network that is sold on', async () => {
  const { asked, session } = await open(wallet)
  expect(session.session?.kind).toBe('open')
  expect(asked[0]).toContain(wallet)
})

test('an EVM account is none on Bitcoin: no token is asked for', async () => {
  const { asked, session } = await open(seller)
  expect(session.code).toBe('invalid_address')
  expect(asked).toEqual([])
})
