import { base58, bech32 } from '@scure/base'
import fc from 'fast-check'
import { formatUnits, getAddress, parseUnits } from 'viem/utils'
import { describe, expect, test, vi } from 'vitest'
import { type Asset, native } from '../network/asset.ts'
import { mainnetAssets } from '../network/mainnets.ts'
import { manualAssets } from '../network/manualNetworks.ts'
import type { NetworkId } from '../network/network.ts'
import { paymentUri } from './paymentUri.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

const bitcoin = 'bip122:000000000019d6689c085ae165831e93'
const solana = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'
const tron = 'tron:0x2b6653dc'
const taproot = 'bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr'
const deposit = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
const account = '7S3P4HxJpyyigGzodYwHtCxZyUQe9JiBMHyRWXArAaKv'

function assetOf(network: NetworkId, symbol: string): Asset {
  const found = [...mainnetAssets, ...manualAssets].find(
    (asset) => asset.network === network && asset.symbol === symbol,
  )
  if (!found) throw new Error(`no ${symbol} on ${network}`)
  return found
}

const uri = (asset: Asset, to: string, units: bigint, memo: string | null = null) =>
  paymentUri({ asset, to, units, memo })

/** What a wallet understands, read as the standards say and with nothing of this package. */
interface Read {
  to: string
  chain: string
  token: string | null
  units: bigint
  memo: string | null
}

/** Query of RFC 3986, each key once; a plus sign is itself there. */
function queryOf(text: string): Map<string, string> {
  const pairs = text
    .split('&')
    .map((part) => /^([^=]+)=([^=]*)$/.exec(part) ?? expect.fail(`not a pair: ${part}`))
  const query = new Map(pairs.map(([, key = '', value = '']) => [key, decodeURIComponent(value)]))
  expect(query.size).toBe(pairs.length)
  return query
}

function read(text: string | null, decimals: number): Read {
  // Characters of a URI and nothing else (RFC 3986, section 2).
  expect(text).toMatch(/^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/)
  const [, scheme, target = '', query = ''] = /^([a-z]+):([^?]+)\?(.+)$/.exec(text ?? '') ?? []
  const given = queryOf(query)
  if (scheme === 'ethereum') {
    const [, address = '', chain = '', call] = /^(0x[0-9a-fA-F]{40})@(\d+)(?:\/(\w+))?$/.exec(target) ?? []
    const keys = call ? ['address', 'uint256'] : ['value']
    expect([...given.keys()]).toEqual(keys)
    expect(call ?? 'transfer').toBe('transfer')
    const units = given.get(call ? 'uint256' : 'value') ?? ''
    expect(units).toMatch(/^[1-9]\d*$/)
    const to = call ? (given.get('address') ?? '') : address
    return { to, chain: `eip155:${chain}`, token: call ? address : null, units: BigInt(units), memo: null }
  }
  const amount = given.get('amount') ?? ''
  expect(amount).toMatch(/^\d+(\.\d+)?$/)
  expect(amount.split('.')[1]?.length ?? 0).toBeLessThanOrEqual(decimals)
  const units = parseUnits(amount, decimals)
  const memo = given.get('memo') ?? null
  const known = scheme === 'bitcoin' ? ['amount'] : ['amount', 'spl-token', 'memo']
  expect([...given.keys()].filter((key) => !known.includes(key))).toEqual([])
  if (scheme === 'bitcoin') return { to: target, chain: bitcoin, token: null, units, memo: null }
  expect(scheme).toBe('solana')
  return { to: target, chain: solana, token: given.get('spl-token') ?? null, units, memo }
}

describe('what the standards show', () => {
  test.each([
    [
      uri(assetOf('eip155:8453', 'USDC'), deposit, 25_000_000n),
      'ethereum:0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913@8453/transfer?address=0x90F79bf6EB2c4f870365E785982E1f101E93b906&uint256=25000000',
    ],
    [
      uri(assetOf('eip155:42220', 'CUSD'), deposit, 110_000_000_000_000_000n),
      'ethereum:0x765DE816845861e75A25fCA122bb6898B8B1282a@42220/transfer?address=0x90F79bf6EB2c4f870365E785982E1f101E93b906&uint256=110000000000000000',
    ],
    [
      uri(assetOf('eip155:1', 'ETH'), deposit, 2_014_000_000_000_000_000n),
      'ethereum:0x90F79bf6EB2c4f870365E785982E1f101E93b906@1?value=2014000000000000000',
    ],
    [uri(assetOf(bitcoin, 'BTC'), taproot, 2_030_000_000n), `bitcoin:${taproot}?amount=20.3`],
    [uri(assetOf(bitcoin, 'BTC'), taproot, 1n), `bitcoin:${taproot}?amount=0.00000001`],
    [uri(assetOf(solana, 'SOL'), account, 1_000_000_000n), `solana:${account}?amount=1`],
    [
      uri(assetOf(solana, 'USDC'), account, 10_000n, 'OrderId12345'),
      `solana:${account}?amount=0.01&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v&memo=OrderId12345`,
    ],
    [
      uri(assetOf(solana, 'SOL'), account, 5n, 'a&b=c d+é?#%'),
      `solana:${account}?amount=0.000000005&memo=a%26b%3Dc%20d%2B%C3%A9%3F%23%25`,
    ],
  ])('%s', (made, expected) => expect(made).toBe(expected))
})

describe('what is read back is what is to be sent', () => {
  const units = fc.oneof(fc.bigInt(1n, 2n ** 256n - 1n), fc.bigInt(1n, 10n ** 12n))
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
  const evmAddress = bytes(20).map((some) =>
    getAddress(`0x${[...some].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`),
  )
  const places = fc.integer({ min: 0, max: 24 })
  const made = (network: NetworkId, address: string, decimals: number): Asset => ({
    network,
    address,
    symbol: 'X',
    name: 'X',
    decimals,
  })
  const runs = { numRuns: 5_000 }

  test('EIP-681: coins and tokens of any chain', () => {
    const token = fc.oneof(fc.constant(native), evmAddress)
    const chain = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
    fc.assert(
      fc.property(evmAddress, token, chain, units, places, (to, address, chainId, amount, decimals) => {
        const network = `eip155:${chainId}` as const
        const text = uri(made(network, address, decimals), to, amount)
        const token = address === native ? null : address
        expect(read(text, decimals)).toEqual({ to, chain: network, token, units: amount, memo: null })
      }),
      runs,
    )
  })

  test('BIP-21', () => {
    const address = bytes(20).map((some) => bech32.encode('bc', [0, ...bech32.toWords(some)]))
    fc.assert(
      fc.property(address, units, (to, amount) => {
        const text = uri(assetOf(bitcoin, 'BTC'), to, amount)
        expect(read(text, 8)).toEqual({ to, chain: bitcoin, token: null, units: amount, memo: null })
        expect(text).toContain(`amount=${formatUnits(amount, 8)}`)
      }),
      runs,
    )
  })

  test('Solana Pay: with and without mint and memo', () => {
    const key = bytes(32).map((some) => base58.encode(some))
    const memo = fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), { nil: null })
    const mint = fc.oneof(fc.constant(native), key)
    fc.assert(
      fc.property(key, mint, units, places, memo, (to, address, amount, decimals, memo) => {
        const text = uri(made(solana, address, decimals), to, amount, memo)
        const token = address === native ? null : address
        expect(read(text, decimals)).toEqual({ to, chain: solana, token, units: amount, memo })
        expect(text).toContain(`amount=${formatUnits(amount, decimals)}`)
      }),
      runs,
    )
  })
})

describe('nothing is offered that says less than all of it', () => {
  test.each([
    ['TRON has no standard', uri(assetOf(tron, 'USDT'), 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t', 1n)],
    ['a memo on Bitcoin', uri(assetOf(bitcoin, 'BTC'), taproot, 1n, '7')],
    ['a memo on an EVM network', uri(assetOf('eip155:8453', 'USDC'), deposit, 1n, '7')],
    ['half a character', uri(assetOf(solana, 'SOL'), account, 1n, 'a\ud83d')],
    ['an empty memo is one', uri(assetOf('eip155:8453', 'ETH'), deposit, 1n, '')],
    [
      'an unknown family',
      uri({ ...assetOf(bitcoin, 'BTC'), network: 'xrpl:0' }, 'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh', 1n),
    ],
    [
      'Litecoin is not bitcoin:',
      uri(
        { ...assetOf(bitcoin, 'BTC'), network: 'bip122:12a765e31ffd4059bada1e25190f6e98' },
        'ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9',
        1n,
      ),
    ],
    ['a token on Bitcoin', uri({ ...assetOf(bitcoin, 'BTC'), address: taproot }, taproot, 1n)],
    [
      'a chain id past exact integers',
      uri({ ...assetOf('eip155:1', 'ETH'), network: 'eip155:9999999999999999' }, deposit, 1n),
    ],
  ])('%s', (_, made) => expect(made).toBeNull())

  test.each([
    [assetOf('eip155:8453', 'USDC'), deposit.replace('F79b', 'F79B')],
    [assetOf('eip155:8453', 'USDC'), taproot],
    [assetOf(bitcoin, 'BTC'), taproot.replace('5cyx', '5cyz')],
    [assetOf(solana, 'USDC'), `${account}?amount=1`],
    [{ ...assetOf(solana, 'USDC'), address: 'EPj&memo=x' }, account],
    [assetOf(tron, 'USDT'), 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6T'],
  ])('a bad address of %o is no part of a link', (asset, to) => {
    expect(() => uri(asset, to, 1n)).toThrow(expect.objectContaining({ code: 'invalid_address' }))
  })

  test('nor is a bad amount', () => {
    expect(() => uri(assetOf(bitcoin, 'BTC'), taproot, -1n)).toThrow(
      expect.objectContaining({ code: 'invalid_amount' }),
    )
  })
})
