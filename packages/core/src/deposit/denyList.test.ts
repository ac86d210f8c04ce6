import { getAddress } from 'viem/utils'
import { describe, expect, test } from 'vitest'
import { mainnetAssets, mainnetRegistry } from '../network/mainnets.ts'
import { deniedAddress } from './denyList.ts'

const registry = mainnetRegistry()
const sender = '0xD8dA6BF26964aF9D7eEd9e03E53415D37aA96045'
const fresh = '0x2f318C334780961FB129D2a6c30D0763d9a5C970'

test.each([
  ['zero', `0x${'0'.repeat(40)}`, 'system_address'],
  ['a precompile', `0x${'0'.repeat(38)}0a`, 'system_address'],
  ['P-256', `0x${'0'.repeat(37)}100`, 'system_address'],
  ['Polygon’s own token', `0x${'0'.repeat(36)}1010`, 'system_address'],
  ['an Arbitrum precompile', `0x${'0'.repeat(38)}6e`, 'system_address'],
  ['the registry of Celo', `0x${'0'.repeat(36)}ce10`, 'system_address'],
  ['the account of L1 attributes', `0x${'dead'.repeat(9)}0001`, 'system_address'],
  ['the L2 messenger', '0x4200000000000000000000000000000000000007', 'system_address'],
  ['the wrapped ether of an OP-stack chain', '0x4200000000000000000000000000000000000006', 'system_address'],
  ['the last predeploy', '0x42000000000000000000000000000000000007ff', 'system_address'],
  ['the usual burn address', '0x000000000000000000000000000000000000dEaD', 'burn_address'],
  ['another one', '0xdEAD000000000000000042069420694206942069', 'burn_address'],
  ['all ones', `0x${'f'.repeat(40)}`, 'burn_address'],
  ['what stands for ether', `0x${'e'.repeat(40)}`, 'burn_address'],
  ['the same in capitals', `0x${'E'.repeat(40)}`, 'burn_address'],
  ['Solana’s system program', '1'.repeat(32), 'burn_address'],
  ['Solana’s incinerator', '1nc1nerator11111111111111111111111111111111', 'burn_address'],
  ['TRON’s black hole', 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb', 'burn_address'],
  ['nobody on Bitcoin', '1111111111111111111114oLvT2', 'burn_address'],
  ['where Bitcoin is burned', '1BitcoinEaterAddressDontSendf59kuE', 'burn_address'],
  ['the sender', sender, 'own_address'],
  ['the sender in other letters', sender.toLowerCase(), 'own_address'],
])('%s', (_, address, reason) => {
  expect(deniedAddress(address, sender, registry)).toBe(reason)
})

test('every contract of the registry, on whatever network the order is', () => {
  for (const { address } of mainnetAssets.filter(({ address }) => address.startsWith('0x')))
    for (const text of [address, address.toLowerCase()])
      expect(deniedAddress(text, sender, registry), address).toBe('token_contract')
})

describe('contracts that stand everywhere', () => {
  // With their checksums, so that a slip of the pen shows.
  test.each([
    '0xcA11bde05977b3631167028862bE2a173976CA11',
    '0x000000000022D473030F116dDEE9F6B43aC78BA3',
    '0x4e59b44847b379578588920cA78FbF26c0B4956C',
    '0x5FF137D4b0FDCD49DcA30c7CF57E578a026d2789',
    '0x0000000071727De22E5E9d8BAf0edAc6f37da032',
    '0x1111111254EEB25477B68fb85Ed929f73A960582',
    '0x111111125421cA6dc452d289314280a0f8842A65',
  ])('%s', (address) => {
    expect(getAddress(address.toLowerCase() as `0x${string}`)).toBe(address)
    expect(deniedAddress(address, sender, registry)).toBe('known_contract')
  })
})

test.each([
  fresh,
  // Alike, and ordinary all the same.
  `0x${'0'.repeat(35)}1dead`,
  '0x4200000000000000000000000000000000001000',
  `0xdead${'0'.repeat(32)}0001`,
])('an ordinary address is not denied: %s', (address) => {
  expect(deniedAddress(address, sender, registry)).toBe(null)
})
