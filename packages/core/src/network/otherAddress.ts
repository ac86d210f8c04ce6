import { base58, bech32, bech32m, createBase58check } from '@scure/base'
import { sha256 } from 'viem/utils'
import { checkAddress, invalidAddress } from './address.ts'
import type { NetworkId } from './network.ts'

/** An address that was checked as far as its network allows. */
export interface CheckedAddress {
  /** As its network writes it: EIP-55 on EVM networks, lower case where the family is bech32. */
  address: string
  /**
   * How much was checked. `checksum`: a mistyped character would have been found. `form`: it stands for the right number of
   * bytes, but carries no checksum (Solana, and EVM addresses in one letter case). `alphabet`: the family is not known here,
   * nothing but its letters was looked at.
   */
  checked: 'checksum' | 'form' | 'alphabet'
}

/** What tells the addresses of one Bitcoin chain from those of another. */
interface BitcoinChain {
  /** Human-readable part of BIP-173. */
  hrp: string
  /** First byte of base58check addresses: to a key's hash, and to a script's. */
  versions: readonly [keyHash: number, scriptHash: number]
}

const testVersions = [0x6f, 0xc4] as const

/**
 * By CAIP-2 reference: the first half of the genesis block's hash (https://namespaces.chainagnostic.org/bip122/caip2).
 * Prefixes: https://en.bitcoin.it/wiki/List_of_address_prefixes.
 */
const bitcoinChains: Readonly<Record<string, BitcoinChain>> = {
  '000000000019d6689c085ae165831e93': { hrp: 'bc', versions: [0x00, 0x05] },
  // testnet3, testnet4, signet
  '000000000933ea01ad0ee984209779ba': { hrp: 'tb', versions: testVersions },
  '00000000da84f2bafbbc53dee25a72ae': { hrp: 'tb', versions: testVersions },
  '00000008819873e925422c1ff0f99f7c': { hrp: 'tb', versions: testVersions },
  // regtest
  '0f9188f13cb7b2c71f2a335e3a4fc328': { hrp: 'bcrt', versions: testVersions },
}

/** BIP-173: no segwit address is longer. Bounds what is decoded, too. */
const longest = 90

/**
 * Checks an address with what its own family offers: base58check and bech32(m) on Bitcoin
 * (https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki, …/bip-0350.mediawiki), base58check with TRON's prefix
 * (https://developers.tron.network/docs/account), 32 bytes in base58 on Solana
 * (https://solana.com/docs/core/accounts), EIP-55 on EVM networks.
 *
 * On Bitcoin only what is in use is taken: P2PKH, P2SH, segwit 0 and taproot. Anybody could spend coins on later versions.
 *
 * @throws OfframpError `invalid_address`
 * @example checkOtherAddress('tron:0x2b6653dc', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t').checked // 'checksum'
 */
export function checkOtherAddress(network: NetworkId, text: string): CheckedAddress {
  const family = network.slice(0, network.indexOf(':'))
  const chain = family === 'bip122' ? bitcoinChains[network.slice('bip122:'.length)] : undefined
  if (chain) {
    const address = bitcoinAddress(chain, text)
    if (address) return { address, checked: 'checksum' }
  } else if (family === 'tron') {
    const bytes = decoded(() => base58check().decode(short(text)))
    if (bytes?.length === 21 && bytes[0] === 0x41) return { address: text, checked: 'checksum' }
  } else if (family === 'solana') {
    if (decoded(() => base58.decode(short(text)))?.length === 32) return { address: text, checked: 'form' }
  } else {
    const address = checkAddress(network, text)
    if (family !== 'eip155') return { address, checked: 'alphabet' }
    return { address, checked: address === text ? 'checksum' : 'form' }
  }
  throw invalidAddress(network, text)
}

/** As {@link checkOtherAddress}, but answers `null` instead of throwing. */
export function readOtherAddress(network: NetworkId, text: unknown): CheckedAddress | null {
  if (typeof text !== 'string') return null
  return decoded(() => checkOtherAddress(network, text))
}

/** The address of a Bitcoin chain as it is written, or `null`. */
function bitcoinAddress({ hrp, versions }: BitcoinChain, text: string): string | null {
  const lower = text.toLowerCase()
  if (!lower.startsWith(`${hrp}1`)) {
    const bytes = decoded(() => base58check().decode(short(text)))
    return bytes?.length === 21 && versions.includes(bytes[0] ?? -1) ? text : null
  }
  const [version, length] = segwit(bech32, text, hrp) ?? segwit(bech32m, text, hrp) ?? []
  const usable = version === 0 ? length === 20 || length === 32 : version === 1 && length === 32
  return usable ? lower : null
}

/** Version and length of a segwit program, if the code is the one of its version (BIP-350). */
function segwit(code: typeof bech32, text: string, hrp: string): [version: number, length: number] | null {
  return decoded(() => {
    const { prefix, words } = code.decode(text as `${string}1${string}`, longest)
    const [version = -1, ...program] = words
    if (prefix !== hrp || (version === 0) !== (code === bech32)) return null
    return [version, code.fromWords(program).length]
  })
}

const base58check = () => createBase58check((bytes) => sha256(bytes, 'bytes'))

/** Base58 costs the square of its length. What is cut off here has too many bytes in any case. */
const short = (text: string) => text.slice(0, longest)

function decoded<value>(decode: () => value): value | null {
  try {
    return decode()
  } catch {
    return null
  }
}
