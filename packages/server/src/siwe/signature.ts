import type { Client } from 'viem'
import { verifyMessage as verifyOnChain } from 'viem/actions'
import { verifyMessage } from 'viem/utils'

/** A viem client of a chain, for accounts that are contracts; `null` for chains without one. */
export type ClientOf = (chainId: number) => Client | null

/** A key signs for its account on every chain; a contract speaks for itself on one. */
export type SignerKind = 'key' | 'contract'

/**
 * What signed for this account. A plain account is checked here; a contract account (ERC-1271, and ERC-6492 before it is
 * deployed) is asked on its chain, where a client is given. `null`: what cannot be checked was not signed.
 */
export async function signerOf(
  address: `0x${string}`,
  message: string,
  signature: `0x${string}`,
  client: Client | null,
): Promise<SignerKind | null> {
  try {
    if (await verifyMessage({ address, message, signature })) return 'key'
  } catch {
    // Not a signature of a plain account.
  }
  if (!client) return null
  try {
    return (await verifyOnChain(client, { address, message, signature })) ? 'contract' : null
  } catch {
    return null
  }
}
