import { getAddress, isAddress } from 'viem/utils'
import { OfframpError } from '../errors/offrampError.ts'
import type { NetworkId } from './network.ts'

/**
 * Checks an address for its network. On EVM networks mixed case must carry a valid EIP-55 checksum
 * (https://eips.ethereum.org/EIPS/eip-55); elsewhere only a strict alphabet and length are checked here.
 *
 * @returns the address, checksummed on EVM networks
 * @throws OfframpError `invalid_address`
 */
export function checkAddress(network: NetworkId, text: string): string {
  if (network.startsWith('eip155:')) {
    const uniform = /^0x([0-9a-f]{40}|[0-9A-F]{40})$/.test(text)
    if (uniform) return getAddress(text.toLowerCase() as `0x${string}`)
    if (isAddress(text, { strict: true })) return getAddress(text)
  } else if (/^[A-Za-z0-9:]{20,128}$/.test(text)) return text
  throw invalidAddress(network, text)
}

/** As {@link checkAddress}, but answers `null` instead of throwing. */
export function readAddress(network: NetworkId, text: unknown): string | null {
  if (typeof text !== 'string') return null
  try {
    return checkAddress(network, text)
  } catch {
    return null
  }
}

/** What is thrown for an address that is none, whatever checked it. */
export function invalidAddress(network: NetworkId, text: string): OfframpError {
  return new OfframpError({
    code: 'invalid_address',
    message: 'The address is not valid for its network.',
    why: 'Coins sent to a mistyped address are lost.',
    action: 'Nothing was sent. Check where the address came from.',
    details: { network, address: text.slice(0, 128) },
  })
}
