import { createSiweMessage, parseSiweMessage, type SiweMessage } from 'viem/siwe'
import { getAddress, isAddress } from 'viem/utils'
import { nonceMs } from './nonce.ts'

/** What a message must say. */
export interface MessageRules {
  domain: string
  origins: ReadonlySet<string>
  now: number
}

/** A message that says what it must; whether it was signed is another question. */
export interface ReadMessage {
  address: `0x${string}`
  chainId: number
  nonce: string
}

/** Clocks of users may be this far off. */
const skewMs = 5 * 60_000

/**
 * Reads an EIP-4361 message (https://eips.ethereum.org/EIPS/eip-4361).
 *
 * @returns what it says, or the reason, as a clause, why it is not accepted
 */
export function readMessage(text: string, rules: MessageRules): ReadMessage | { refused: string } {
  const message = parseSiweMessage(text) as Partial<SiweMessage>
  const { address, chainId, nonce, uri, domain, issuedAt, expirationTime, notBefore } = message
  if (!address || !chainId || !nonce || !uri || message.version !== '1' || !issuedAt)
    return { refused: 'it is not a complete EIP-4361 message' }
  if (!isAddress(address, { strict: true })) return { refused: 'its address has no valid checksum' }
  if (domain !== rules.domain) return { refused: 'it was made for another domain' }
  if (!rules.origins.has(originOf(uri))) return { refused: 'its URI is of another origin' }
  const issued = issuedAt.getTime()
  if (!(issued <= rules.now + skewMs && issued >= rules.now - nonceMs - skewMs))
    return { refused: 'it was issued at another time' }
  if (expirationTime && !(expirationTime.getTime() > rules.now)) return { refused: 'it has expired' }
  if (notBefore && !(notBefore.getTime() <= rules.now + skewMs)) return { refused: 'it is not valid yet' }
  if (!wellFormed(text, message as SiweMessage)) return { refused: 'it holds more than an EIP-4361 message' }
  return { address: getAddress(address), chainId, nonce }
}

/** Nothing before, between or after its lines, times aside, which may be written in several ways. */
function wellFormed(text: string, message: SiweMessage): boolean {
  const withoutTimes = (of: string) => of.replace(/^(Issued At|Expiration Time|Not Before): .*$/gm, '$1')
  try {
    return withoutTimes(createSiweMessage(message)) === withoutTimes(text)
  } catch {
    return false
  }
}

function originOf(uri: string): string {
  try {
    return new URL(uri).origin
  } catch {
    return ''
  }
}
