import { deriveKeys } from '../../src/siwe/secret.ts'
import { writeSession } from '../../src/siwe/session.ts'
import { siweDomain, siweSecret, userAddress } from './config.ts'

/** What a browser of the one signed-in user sends along. */
export async function userHeaders(): Promise<Record<string, string>> {
  const { session: key } = await deriveKeys(siweSecret)
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const now = Date.now
  const token = await writeSession(
    { key, domain: siweDomain, now, random },
    { address: userAddress, chainId: 8453, signer: 'key', expiresAt: now() + 3_600_000 },
  )
  return {
    host: siweDomain,
    accept: 'application/json',
    'user-agent':
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': 'cors',
    referer: `https://${siweDomain}/cash-out`,
    'accept-language': 'en',
    'offrampkit-version': '1',
    cookie: `__Host-offramp-session=${token}`,
  }
}
