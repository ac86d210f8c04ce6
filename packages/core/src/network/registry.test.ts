import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { checkAddress, readAddress } from './address.ts'
import { isNative, sameAddress, sameAsset } from './asset.ts'
import { mainnetAssets, mainnetRegistry, mainnets } from './mainnets.ts'
import { evmChainId, evmNetwork } from './network.ts'
import { createAssetRegistry } from './registry.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

const base = evmNetwork(8453)
const usdc = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913'

describe('mainnets', () => {
  test('every contract is a checksummed address and every asset has a network of its own kind', () => {
    for (const asset of mainnetAssets) {
      if (!isNative(asset)) expect(checkAddress(asset.network, asset.address), asset.name).toBe(asset.address)
      expect(mainnets.some((network) => network.id === asset.network)).toBe(true)
      expect(asset.decimals).toBeGreaterThan(0)
    }
  })

  test('the dollar tokens on BNB Smart Chain have 18 decimals, everywhere else six', () => {
    for (const asset of mainnetAssets.filter(({ symbol }) => symbol === 'USDC' || symbol === 'USDT'))
      expect(asset.decimals, asset.network).toBe(asset.network === 'eip155:56' ? 18 : 6)
  })

  test('every network is EVM, has a coin, waits for blocks and links to transactions', () => {
    for (const network of mainnets) {
      expect(evmChainId(network.id)).not.toBeNull()
      expect(mainnetAssets.filter((asset) => asset.network === network.id && isNative(asset))).toHaveLength(1)
      expect(network.finality).toBeGreaterThan(0)
      expect(network.explorer).toMatch(/^https:\/\/[a-z.]+\/tx\/%s$/)
    }
  })
})

describe('registry', () => {
  const registry = mainnetRegistry()

  test('finds by identity in any letter case, and by symbol in its own', () => {
    expect(registry.asset(base, usdc.toLowerCase())?.symbol).toBe('USDC')
    expect(registry.bySymbol(base, 'USDC')?.address).toBe(usdc)
    expect(registry.bySymbol(base, 'usdc')).toBeNull()
    expect(registry.asset(evmNetwork(1), usdc)).toBeNull()
    expect(registry.network(base)?.name).toBe('Base')
    expect(registry.network('eip155:5')).toBeNull()
  })

  test('never guesses', () => {
    expect(() => registry.require('eip155:5', 'USDC')).toThrow(
      expect.objectContaining({ code: 'unsupported_network' }),
    )
    expect(() => registry.require(base, 'PEPE')).toThrow(expect.objectContaining({ code: 'unknown_asset' }))
    for (const symbol of ['constructor', '__proto__', '', 'toString'])
      expect(registry.bySymbol(base, symbol)).toBeNull()
  })

  test('refuses a symbol that names two contracts of a network, and an asset without its network', () => {
    const second = {
      ...registry.require(base, 'USDC'),
      address: '0x1111111111111111111111111111111111111111',
    }
    const parts = { networks: mainnets, assets: [...mainnetAssets, second] }
    expect(() => createAssetRegistry(parts)).toThrow(expect.objectContaining({ code: 'ambiguous_asset' }))
    expect(() => createAssetRegistry({ networks: [], assets: [second] })).toThrow(
      expect.objectContaining({ code: 'unsupported_network' }),
    )
  })

  test('a later entry with the same identity replaces the earlier one', () => {
    const renamed = { ...registry.require(base, 'USDC'), address: usdc.toLowerCase(), symbol: 'USD' }
    const changed = createAssetRegistry({
      networks: [...mainnets, { ...mainnets[4]!, name: 'B' }],
      assets: [...mainnetAssets, renamed],
    })
    expect(changed.bySymbol(base, 'USDC')).toBeNull()
    expect(changed.require(base, 'USD').decimals).toBe(6)
    expect(changed.network(base)?.name).toBe('B')
    expect(changed.networks).toHaveLength(mainnets.length)
  })
})

describe('addresses', () => {
  const address = fc.stringMatching(/^[0-9a-f]{40}$/).map((text) => `0x${text}`)

  test('lower and upper case pass, mixed case only with its checksum', () => {
    fc.assert(
      fc.property(address, fc.nat(39), (lower, at) => {
        const checked = checkAddress(base, lower)
        expect(checked.toLowerCase()).toBe(lower)
        expect(checkAddress(base, checked)).toBe(checked)
        expect(checkAddress(base, `0x${lower.slice(2).toUpperCase()}`)).toBe(checked)
        const letter = checked[at + 2] as string
        const flipped = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase()
        const wrong = checked.slice(0, at + 2) + flipped + checked.slice(at + 3)
        const uniform = [lower, `0x${lower.slice(2).toUpperCase()}`]
        if (wrong !== checked && !uniform.includes(wrong)) expect(readAddress(base, wrong)).toBeNull()
      }),
      { numRuns: 2_000 },
    )
  })

  test.each([
    '',
    '0x',
    usdc.slice(0, -1),
    `${usdc}0`,
    usdc.slice(2),
    `${usdc} `,
    `0X${usdc.slice(2)}`,
    `0x${'g'.repeat(40)}`,
    'vitalik.eth',
  ])('refuses %j', (text) => {
    expect(readAddress(base, text)).toBeNull()
    expect(() => checkAddress(base, text)).toThrow(
      expect.objectContaining({ code: 'invalid_address', moneyMoved: 'no' }),
    )
  })

  test('other families are held to an alphabet, and compared to the letter', () => {
    const bitcoin = 'bip122:000000000019d6689c085ae165831e93' as const
    const taproot = 'bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr'
    expect(checkAddress(bitcoin, taproot)).toBe(taproot)
    for (const text of ['short', `${taproot} `, `${taproot}?amount=1`, `${taproot}/..`])
      expect(readAddress(bitcoin, text)).toBeNull()
    expect(sameAddress(bitcoin, 'abc', 'ABC')).toBe(false)
    expect(sameAddress(base, usdc, usdc.toUpperCase())).toBe(true)
    expect(readAddress(base, 5)).toBeNull()
    expect(sameAsset({ network: base, address: usdc }, { network: base, address: usdc.toLowerCase() })).toBe(
      true,
    )
    expect(sameAsset({ network: base, address: usdc }, { network: evmNetwork(1), address: usdc })).toBe(false)
  })
})

test('a chain id is read only from its own family, and only if it is exact', () => {
  expect(evmChainId('eip155:8453')).toBe(8453)
  for (const id of [
    'eip155:0',
    'eip155:01',
    'eip155:',
    'eip155:1e3',
    'eip155:-1',
    'solana:101',
    'eip155:9999999999999999',
  ] as const)
    expect(evmChainId(id)).toBeNull()
})
