import { base58, bech32m, createBase58check } from '@scure/base'
import fc from 'fast-check'
import { sha256 } from 'viem/utils'
import { describe, expect, test, vi } from 'vitest'
import { manualAssets } from './manualNetworks.ts'
import type { NetworkId } from './network.ts'
import { checkOtherAddress, readOtherAddress } from './otherAddress.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

const bitcoin = 'bip122:000000000019d6689c085ae165831e93'
const testnet = 'bip122:000000000933ea01ad0ee984209779ba'
const testnet4 = 'bip122:00000000da84f2bafbbc53dee25a72ae'
const signet = 'bip122:00000008819873e925422c1ff0f99f7c'
const regtest = 'bip122:0f9188f13cb7b2c71f2a335e3a4fc328'
const tron = 'tron:0x2b6653dc'
const solana = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'
const base = 'eip155:8453'

/** Written out in public documents, each with where. */
const known: readonly (readonly [network: NetworkId, address: string])[] = [
  // BIP-173 and BIP-350, test vectors
  [bitcoin, 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
  [bitcoin, 'bc1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qccfmv3'],
  [bitcoin, 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
  [testnet, 'tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx'],
  [testnet, 'tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7'],
  [testnet4, 'tb1qqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesrxh6hy'],
  [signet, 'tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c'],
  // BIP-84 and BIP-86, test vectors
  [bitcoin, 'bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu'],
  [bitcoin, 'bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr'],
  // BIP-49 test vectors, the genesis block, the wiki's list of prefixes
  [bitcoin, '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
  [bitcoin, '3EktnHQD7RiAE6uzMj2ZifT9YgRrkSgzQX'],
  [testnet, '2Mww8dCYPUpKHofjgcXcBCEGmniw9CoaiD2'],
  [testnet, 'mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn'],
  [regtest, 'mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn'],
  // https://tether.to/en/supported-protocols
  [tron, 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
]

describe('what public documents write out', () => {
  test.each(known)('on %s, %s', (network, address) => {
    expect(checkOtherAddress(network, address)).toEqual({ address, checked: 'checksum' })
  })

  test('contracts and mints of the registry', () => {
    const contracts = manualAssets.filter(({ address }) => address !== 'native')
    expect(contracts.length).toBeGreaterThan(2)
    for (const { network, address } of contracts)
      expect(readOtherAddress(network, address)?.address).toBe(address)
  })

  test('capitals of bech32 are the same address', () => {
    const address = 'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'
    expect(checkOtherAddress(bitcoin, address).address).toBe(address.toLowerCase())
  })

  test('an EVM address is checked as everywhere, and says whether it carried a checksum', () => {
    const usdc = '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913'
    expect(checkOtherAddress(base, usdc)).toEqual({ address: usdc, checked: 'checksum' })
    expect(checkOtherAddress(base, usdc.toLowerCase())).toEqual({ address: usdc, checked: 'form' })
    expect(readOtherAddress(base, usdc.replace('fCD', 'fcD'))).toBeNull()
  })

  test('a family without a checksum says so, and one that is unknown too', () => {
    expect(checkOtherAddress(solana, 'EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v').checked).toBe('form')
    const ripple = 'rEb8TK3gBgk5auZkwc6sHnwrGVJH8DuaLh'
    expect(checkOtherAddress('xrpl:0', ripple)).toEqual({ address: ripple, checked: 'alphabet' })
    // Litecoin shares a family with Bitcoin, and nothing else.
    const litecoin = 'ltc1qw508d6qejxtdg4y5r3zarvary0c5xw7kgmn4n9'
    const id = 'bip122:12a765e31ffd4059bada1e25190f6e98'
    expect(checkOtherAddress(id, litecoin).checked).toBe('alphabet')
    expect(readOtherAddress(id, 'too short')).toBeNull()
  })
})

describe('refused', () => {
  // BIP-173 and BIP-350: invalid segwit addresses
  test.each([
    'tc1qw508d6qejxtdg4y5r3zarvary0c5xw7kg3g4ty',
    'tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd',
    'BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL',
    'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh',
    'bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4',
    'BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R',
    'bc1pw5dgrnzv',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav',
    'BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P',
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf',
    'bc1gmk9yu',
    'bc1rw5uspcuh',
    'bc10w508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kw5rljs90',
    'bc1zw508d6qejxtdg4y5r3zarvaryvqyzf3du',
    // The sample of BIP-21: its last letter makes it nobody's.
    '175tWpb8K1S7NmH4Zx6rewF9WQrcZv245W',
  ])('%s', (address) => {
    expect(readOtherAddress(bitcoin, address)).toBeNull()
  })

  // Valid by BIP-350, and anybody could spend what is sent there: versions and sizes that nothing protects yet.
  test.each([
    'BC1SW50QGDZ25J',
    'bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs',
    'bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y',
    'bc1pfeessrawgf',
  ])('anybody could spend coins at %s', (address) => {
    expect(readOtherAddress(bitcoin, address)).toBeNull()
  })

  test('an address of another chain of the same family, or of another family', () => {
    for (const [own, address] of known)
      for (const network of [bitcoin, testnet, tron, base] as const) {
        const prefix = (id: NetworkId) => (id === bitcoin || id === tron ? id : 'test')
        if (prefix(own) !== prefix(network)) expect(readOtherAddress(network, address), network).toBeNull()
      }
    expect(readOtherAddress(solana, 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t')).toBeNull()
    expect(readOtherAddress(regtest, 'tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx')).toBeNull()
  })

  test('the right checksum over the wrong bytes', () => {
    const encode = (bytes: number[]) =>
      createBase58check((data) => sha256(data, 'bytes')).encode(new Uint8Array(bytes))
    const hash = Array.from({ length: 20 }, (_, at) => at)
    expect(readOtherAddress(tron, encode([0x41, ...hash]))).not.toBeNull()
    expect(readOtherAddress(tron, encode([0xa0, ...hash]))).toBeNull()
    expect(readOtherAddress(tron, encode([0x41, ...hash, 1]))).toBeNull()
    expect(readOtherAddress(bitcoin, encode([0x30, ...hash]))).toBeNull()
    expect(readOtherAddress(bitcoin, encode([0x00, ...hash.slice(1)]))).toBeNull()
    expect(readOtherAddress(bitcoin, encode([]))).toBeNull()
    const program = bech32m.encode('bc', [1, ...bech32m.toWords(new Uint8Array(31))])
    expect(readOtherAddress(bitcoin, program)).toBeNull()
    expect(readOtherAddress(bitcoin, bech32m.encode('bc', []))).toBeNull()
    const taproot = [1, ...bech32m.toWords(new Uint8Array(32))]
    expect(readOtherAddress(bitcoin, bech32m.encode('bc', taproot))).not.toBeNull()
    expect(readOtherAddress(bitcoin, bech32m.encode('bc1x', taproot))).toBeNull()
  })

  test('what is around it, and what is no text', () => {
    for (const [network, address] of known)
      for (const text of [` ${address}`, `${address} `, `${address}\n`, `${address}?amount=1`, `${address}.`])
        expect(readOtherAddress(network, text)).toBeNull()
    for (const network of [bitcoin, tron, solana] as const)
      for (const text of ['', '1', 'z'.repeat(100_000), '1'.repeat(33), null, 5])
        expect(readOtherAddress(network, text)).toBeNull()
    expect(() => checkOtherAddress(tron, 'T')).toThrow(
      expect.objectContaining({
        code: 'invalid_address',
        moneyMoved: 'no',
        details: { network: tron, address: 'T' },
      }),
    )
  })
})

describe('a mistyped address', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

  test('is never taken: every other letter at every place', () => {
    for (const [network, address] of known)
      for (let at = 0; at < address.length; at++)
        for (const letter of letters) {
          if (letter === address[at]) continue
          const wrong = address.slice(0, at) + letter + address.slice(at + 1)
          if (readOtherAddress(network, wrong) !== null) expect.fail(`${wrong} was taken for ${address}`)
        }
  })

  test('is never taken: two letters swapped, one left out, one twice', () => {
    for (const [network, address] of known)
      for (let at = 0; at < address.length; at++) {
        const [head, one, two, tail] = [
          address.slice(0, at),
          address[at] ?? '',
          address[at + 1] ?? '',
          address.slice(at + 2),
        ]
        for (const wrong of [head + two + one + tail, head + two + tail, head + one + one + two + tail])
          if (wrong !== address) expect(readOtherAddress(network, wrong), wrong).toBeNull()
      }
  })

  test('on Solana only its length can tell: exactly 32 bytes pass', () => {
    const bytes = fc.uint8Array({ minLength: 28, maxLength: 36 })
    fc.assert(
      fc.property(bytes, (some) => {
        const address = base58.encode(some)
        const read = readOtherAddress(solana, address)
        expect(read).toEqual(some.length === 32 ? { address, checked: 'form' } : null)
      }),
      { numRuns: 2_000 },
    )
  })
})
