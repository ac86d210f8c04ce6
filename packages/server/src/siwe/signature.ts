import type { Client } from 'viem'
import { verifyMessage as verifyOnChain } from 'viem/actions'
import { verifyMessage } from 'viem/utils'

/** A viem client of a chain, for accounts that are contracts; `null` for chains without one. */
export type ClientOf = (chainId: number) => Client | null

/**
 * Whether this account signed. A plain account is checked here; a contract account (ERC-1271, and ERC-6492 before it is
 * deployed) is asked on its chain, where a client is given. What cannot be checked was not signed.
 */
export async function isSignedBy(
  address: `0x${string}`,
  message: string,
  signature: `0x${string}`,
  client: Client | null,
): Promise<boolean> {
  try {
    if (await verifyMessage({ address, message, signature })) return true
  } catch {
    // Not a signature of a plain account.
  }
  if (!client) return false
  try {
    return await verifyOnChain(client, { address, message, signature })
  } catch {
    return false
  }
}
