import { evmChainId, type NetworkId, sameAddress } from '@offrampkit/core'
import type { User, UserAccount } from '../options.ts'

/**
 * What stands behind the claim that an account is the user's, or `null` where it is not among theirs.
 *
 * @param account - `network` is the one that the account is of; `anywhere` is for one that only says who the user is and sends
 *   nothing there
 */
export function ownedAccount(
  { addresses }: User,
  { network, address, anywhere }: { network: NetworkId; address: string; anywhere: boolean },
): { proven: boolean } | null {
  const known = addresses
    .map((entry): UserAccount => (typeof entry === 'string' ? { address: entry } : entry))
    .filter((entry) => sameAddress(network, entry.address, address))
    .filter((entry) => anywhere || entry.network === undefined || entry.network === network)
  if (known.length === 0) return null
  // Nobody here has checked a signature of another family: there the app's word is all, unless it says otherwise.
  return { proven: known.some(({ proven }) => proven ?? evmChainId(network) !== null) }
}
