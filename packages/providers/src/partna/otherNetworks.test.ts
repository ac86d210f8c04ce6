import { createAssetRegistry, mainnetAssets, mainnets, type NetworkId } from '@offrampkit/core'
import { bindDeposit } from '@offrampkit/core/deposit'
import { describe, expect, test } from 'vitest'
import { describedAssets } from './fixtures/answers.ts'
import { heard, order, recording, reference, seller, startedAt } from './fixtures/sale.ts'
import { networkMap, partnaNetworks } from './networks.ts'
import { checkSellRequest } from './sellRequest.ts'
import { partna } from './server.ts'
import { parseWebhook } from './webhook.ts'

const bitcoin = partnaNetworks.bitcoin as NetworkId
const tron = partnaNetworks.tron as NetworkId
const other = { kind: 'other', finality: 2, blockTimeMs: 600_000 } as const
const registry = createAssetRegistry({
  networks: [
    ...mainnets,
    { ...other, id: bitcoin, name: 'Bitcoin', kind: 'bitcoin' },
    { ...other, id: tron, name: 'TRON', kind: 'tron' },
  ],
  assets: [
    ...mainnetAssets,
    { network: bitcoin, address: 'native', symbol: 'BTC', name: 'Bitcoin', decimals: 8 },
    {
      network: tron,
      address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t',
      symbol: 'USDT',
      name: 'Tether USD',
      decimals: 6,
    },
  ],
})
const networks = networkMap()
const ownCoins = 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'
const theirCoins = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'
const tronWallet = 'TN3W4H6rK2ce4vX9YnFQHwKENnHjoxb3m9'
const tronDeposit = 'TWd4WrZ9wn84f5x1hZhL4DHvk738ns5jwb'

function bound(network: NetworkId, sender: string, told: Record<string, unknown>) {
  const { fromCurrency: asset, fromAmount } = told
  const request = { ...order.request, network, asset: String(asset), amount: String(fromAmount) }
  const message = {
    transactionReference: reference,
    status: 'pending',
    timestamp: startedAt / 1000,
    expireAt: startedAt / 1000 + 3600,
    toCurrency: 'KES',
    ...told,
  }
  const data = new TextEncoder().encode(JSON.stringify(message))
  const events = parseWebhook(data, networks, startedAt)?.events ?? []
  const made = heard(events, { ...order, request, sender })
  return bindDeposit(made, registry, startedAt)
}

test('Bitcoin: whoever sends, since its senders change by nature', () => {
  const told = { fromCurrency: 'BTC', fromNetwork: 'bitcoin', fromAmount: 0.0005, paymentAddress: theirCoins }
  expect(bound(bitcoin, ownCoins, { ...told, sendingAddress: seller })).toMatchObject({
    state: 'ready',
    instruction: { to: theirCoins, from: null, units: 50_000n },
  })
})

test('TRON: to the letter, and from the declared wallet', () => {
  const told = { fromCurrency: 'USDT', fromNetwork: 'tron', fromAmount: 100, paymentAddress: tronDeposit }
  expect(bound(tron, tronWallet, { ...told, sendingAddress: tronWallet })).toMatchObject({
    state: 'ready',
    instruction: { to: tronDeposit, from: tronWallet, units: 100_000_000n },
  })
  const otherCase = tronWallet.toLowerCase()
  expect(bound(tron, tronWallet, { ...told, sendingAddress: otherCase }).state).toBe('refused')
})

test('a registry that holds them makes them sellable; the names are Partna’s', () => {
  const request = { ...order.request, network: tron, asset: 'USDT', amount: '100' }
  expect(checkSellRequest(request, registry, networks).networkName).toBe('tron')
  expect(networks.nameOf('eip155:56')).toBe('binance')
  for (const [name, id] of Object.entries(partnaNetworks)) expect(networks.idOf(name)).toBe(id)
})

test('staging names the same networks, and means their testnets', () => {
  const staging = networkMap({ celo: 'eip155:11142220' })
  expect(staging.idOf('celo')).toBe('eip155:11142220')
  expect(staging.nameOf('eip155:42220')).toBeNull()
  expect(staging.idOf('base')).toBe('eip155:8453')
})

describe("who sends, as Partna's page is told", () => {
  const { fetch } = recording({ 'GET /supported/assets': describedAssets.body })
  const context = {
    registry,
    fetch,
    now: () => startedAt,
    random: (length: number) => new Uint8Array(length),
  }
  const provider = partna({ apiKey: 'key-1', merchant: 'shop' })(context)

  async function toldSender(network: NetworkId, asset: string, sender: string) {
    const request = { ...order.request, network, asset, amount: '0.5' }
    const call = { clientIp: '203.0.113.9', returnUrl: 'https://app.example/return' }
    const { session } = await provider.createSession({ ...order, request, sender }, call)
    return session.kind === 'open' ? new URL(session.url).searchParams.get('address') : session.kind
  }

  test('is the wallet of that network', async () => {
    expect(await toldSender(tron, 'USDT', tronWallet)).toBe(tronWallet)
    expect(await toldSender(bitcoin, 'BTC', ownCoins)).toBe(ownCoins)
  })

  test('is left out on Bitcoin where only the EVM account of the user is known', async () => {
    expect(await toldSender(bitcoin, 'BTC', seller)).toBeNull()
  })

  test('is refused where it would be compared and is none of that network', async () => {
    await expect(toldSender(tron, 'USDT', seller)).rejects.toMatchObject({ code: 'invalid_address' })
  })
})
