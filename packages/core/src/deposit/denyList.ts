import type { AssetRegistry } from '../network/registry.ts'

/**
 * Addresses that no provider ever waits at: zero, well-known burn addresses, and the precompiles.
 * Coinbase's own webhook sample shows a token contract as `toAddress`, so every registered contract counts too.
 */
const burned = new Set([
  '0x0000000000000000000000000000000000000000',
  '0x000000000000000000000000000000000000dead',
  '0xdead000000000000000042069420694206942069',
  '0xffffffffffffffffffffffffffffffffffffffff',
  '0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee',
])

/** Why the kit never sends to this address, or `null`. */
export function deniedAddress(
  to: string,
  sender: string,
  registry: AssetRegistry,
): 'burn_address' | 'own_address' | 'token_contract' | null {
  const address = to.toLowerCase()
  if (burned.has(address) || /^0x0{36}/.test(address)) return 'burn_address'
  if (address === sender.toLowerCase()) return 'own_address'
  if (registry.assets.some((asset) => asset.address.toLowerCase() === address)) return 'token_contract'
  return null
}
