import { type Hex, keccak256, stringToBytes } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'

/** As many as anvil has. */
const COUNT = 10

/**
 * The accounts that are unlocked at a page's chain. Their keys are made from public words: like those of every local chain they
 * guard nothing, and nothing real may ever be sent to them.
 */
export function sandboxAccounts(): PrivateKeyAccount[] {
  return Array.from({ length: COUNT }, (_, i) =>
    privateKeyToAccount(keccak256(stringToBytes(`Offramp Kit sandbox, account ${i + 1}: worthless`))),
  )
}

/** The one of this address, in any spelling. */
export function accountOf(
  accounts: readonly PrivateKeyAccount[],
  address: unknown,
): PrivateKeyAccount | null {
  const wanted = String(address).toLowerCase()
  return accounts.find((account) => account.address.toLowerCase() === wanted) ?? null
}

/** A message in hex is bytes, anything else is text. Source: https://eips.ethereum.org/EIPS/eip-191 */
export const messageOf = (text: string) => (/^0x([\da-f]{2})*$/i.test(text) ? { raw: text as Hex } : text)
