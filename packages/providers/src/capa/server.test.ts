import { createAssetRegistry, type Network, type NetworkId, native } from '@offrampkit/core'
import { bindDeposit } from '@offrampkit/core/deposit'
import { describe, expect, test } from 'vitest'
import { indicativeQuote } from './fixtures/bodies.ts'
import {
  answering,
  fresh,
  heard,
  order,
  page,
  providerOver,
  registry,
  row,
  startedAt,
} from './fixtures/sale.ts'
import { failure } from './fixtures/session.ts'
import { atLeastOf } from './sellQuote.ts'

const call = {}

describe('prices', () => {
  test('an estimate has no fee, no id and no end', async () => {
    const quote = await providerOver(answering(indicativeQuote.body)).getQuote(fresh.request, call)
    expect(quote).toMatchObject({
      kind: 'indicative',
      quoteId: null,
      expiresAt: null,
      receive: { amount: '1953.96', currency: 'MXN' },
      fees: [],
    })
  })

  test.each([
    ['another amount', '"cryptoAmount":100', '"cryptoAmount":99.5'],
    ['another chain', '"POL"', '"BASE"'],
    ['a purchase', '"OFF_RAMP"', '"ON_RAMP"'],
    ['no amount', '1953.96', '"a lot"'],
  ])('about something else is none: %s', async (_, from, to) => {
    const provider = providerOver(answering(indicativeQuote.body.replace(from, to)))
    expect((await failure(provider.getQuote(fresh.request, call))).code).toBe('provider_unreadable')
  })

  test.each([
    ['1953.96', 100, '1934.42'],
    ['1953.969', 0, '1953.96'],
    ['0.01', 100, '0'],
    ['100', 0, '100'],
    ['1000000000000000000000.01', 1, '999900000000000000000'],
  ])('at least: %s less %i', (estimate, bps, least) => {
    expect(atLeastOf(estimate, bps)).toBe(least)
  })
})

describe('what it serves', () => {
  test('options are what its pages list and the registry knows', async () => {
    const provider = providerOver(answering('{}'))
    const options = await provider.getOptions({ provider: 'capa', country: 'DE' }, {})
    expect(options.currencies).toEqual([{ id: 'EUR', limits: [] }])
    expect(options.assets).toContainEqual({ symbol: 'USDC', name: 'USD Coin', network: 'eip155:137' })
    expect(options.assets).not.toContainEqual(
      expect.objectContaining({ symbol: 'USDT', network: 'eip155:1' }),
    )
    expect((await provider.getOptions({ provider: 'capa' }, {})).assets).toEqual([])
  })

  const solana: NetworkId = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'

  test.each([
    ['a chain that it does not buy on', { network: 'eip155:43114' }, 'unsupported_network'],
    ['a token that it does not buy there', { asset: 'USDT', network: 'eip155:1' }, 'unknown_asset'],
    ['a currency of elsewhere', { cashoutCurrency: 'USD' }, 'invalid_request'],
    ['a country of elsewhere', { country: 'BR', cashoutCurrency: 'BRL' }, 'invalid_request'],
    ['too many digits', { amount: '1.0000001' }, 'invalid_amount'],
    ['Solana, where the app has not configured it', { network: solana }, 'unsupported_network'],
  ] as const)('refuses %s', async (_, changes, code) => {
    const provider = providerOver(answering('{}'))
    const check = async () => provider.checkRequest('capa/api', { ...fresh.request, ...changes })
    expect((await failure(check())).code).toBe(code)
  })

  test('Solana is a network like another, where the app has configured it', async () => {
    const network: Network = { id: solana, name: 'Solana', kind: 'solana', finality: 32, blockTimeMs: 400 }
    const withSolana = createAssetRegistry({
      networks: [...registry.networks, network],
      assets: [
        ...registry.assets,
        { network: solana, address: native, symbol: 'SOL', name: 'Solana', decimals: 9 },
      ],
    })
    const provider = providerOver(
      answering(
        page([
          row({
            blockchainSymbol: 'SOL',
            tokenSymbol: 'SOL',
            cryptoAmount: '1.5',
            destinationWalletAddress: '7v91N7iZ9mNicL8WfG6cgSCKyRXydQjLh6UYBWwm6y1Q',
          }),
        ]),
      ),
      {},
      { registry: withSolana },
    )
    const request = { ...fresh.request, asset: 'SOL', network: solana, amount: '1.5' }
    provider.checkRequest('capa/api', request)
    const events = await provider.readOrder(order, {})
    expect(bindDeposit(heard(events, { ...order, request }), withSolana, startedAt)).toMatchObject({
      state: 'ready',
      instruction: { to: '7v91N7iZ9mNicL8WfG6cgSCKyRXydQjLh6UYBWwm6y1Q', units: 1_500_000_000n },
    })
  })

  test.each([
    [{ apiKey: '' }],
    [{ apiKey: 'two words' }],
    [{ baseUrl: 'http://capa.example' }],
    [{ baseUrl: 'https://capa.example/v1' }],
    [{ premiumSpread: '1' }],
    [{ premiumSpread: '-0.01' }],
    [{ priceToleranceBps: 2_001 }],
    [{ priceToleranceBps: 0.5 }],
  ])('refuses to start with %j', async (options) => {
    const start = async () => providerOver(answering('{}'), options)
    expect((await failure(start())).code).toBe('invalid_config')
  })
})
