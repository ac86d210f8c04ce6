import { rawMembers } from './jsonMember.ts'
import { keptKeys } from './keptKeys.ts'
import { importRsaKey } from './publicKey.ts'
import { rejected } from './rejected.ts'
import { base64ToBytes, bytesOf, textOf } from './signedText.ts'
import type { WebhookVerification } from './verification.ts'

const keyOf = keptKeys(importRsaKey)

/**
 * RSASSA-PSS over one member of the body, its signature in another (Partna).
 *
 * Everything else in the body is unsigned and can be changed by whoever holds a genuine message, so only the bytes of the
 * member are handed back. Its bytes as they came are tried first, then the same JSON as `JSON.stringify` writes it.
 * Source: https://docs.getpartna.com/v4/documentation/core-concepts/webhooks; the salt length was found by trial.
 */
export async function verifyPssMember(
  verification: Extract<WebhookVerification, { kind: 'rsa-pss-member' }>,
  rawBody: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  const { signedMember, signatureMember, publicKeys, saltLength } = verification
  if (publicKeys.length === 0) throw rejected('no_secret')
  const members = readMembers(rawBody)
  const raw = members?.get(signedMember)
  const signature = base64ToBytes(readText(members?.get(signatureMember)))
  if (raw === undefined || !signature) throw rejected('bad_body')

  const keys = (await Promise.all(publicKeys.map(keyOf))).filter((key) => key !== null)
  if (keys.length === 0) throw rejected('no_secret')
  for (const candidate of new Set([raw, JSON.stringify(JSON.parse(raw))])) {
    const signed = bytesOf(candidate)
    for (const key of keys)
      if (await crypto.subtle.verify({ name: 'RSA-PSS', saltLength }, key, signature, signed)) return signed
  }
  throw rejected('bad_signature')
}

function readMembers(rawBody: Uint8Array): ReadonlyMap<string, string> | null {
  const text = textOf(rawBody)
  if (text === null) return null
  try {
    JSON.parse(text)
  } catch {
    return null
  }
  return rawMembers(text)
}

function readText(raw: string | undefined): string {
  const value: unknown = raw === undefined ? '' : JSON.parse(raw)
  return typeof value === 'string' ? value : ''
}
