import type { WebhookVerification } from '../src/webhook/verification.ts'
import type { WebhookRequest } from '../src/webhook/verify.ts'

/** Signs as the providers do, written from their documents and not from the verifier. */
const encoder = new TextEncoder()
export const bytes = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)
export const text = (data: Uint8Array): string => new TextDecoder().decode(data)

export async function hmacHex(secret: string, data: Uint8Array<ArrayBuffer>): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['sign'])
  const mac = await crypto.subtle.sign('HMAC', key, data)
  return [...new Uint8Array(mac)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export const now = 1_790_000_000_000
export const secret = '0f8c1d52-6f4b-4c56-9a3e-1f0a52b7a111'
export const hook0: Extract<WebhookVerification, { kind: 'hook0' }> = {
  kind: 'hook0',
  header: 'X-Hook0-Signature',
  secrets: [secret],
  toleranceMs: 300_000,
}

/** Shape of Coinbase's OfframpTransactionPayload (cdp-sdk openapi.yaml of 2026-06-18), values made up. */
export const coinbaseBody = JSON.stringify({
  eventType: 'offramp.transaction.updated',
  transactionId: 'a1b2c3d4-0000-4000-8000-000000000001',
  status: 'TRANSACTION_STATUS_STARTED',
  asset: 'USDC',
  network: 'base',
  sellAmount: { currency: 'USDC', value: '25.10' },
  toAddress: '0x1111111111111111111111111111111111111111',
  redirectUrl: 'https://app.example/return?sid=abc',
})

export interface Hook0Parts {
  body?: string | Uint8Array<ArrayBuffer>
  time?: number | string
  names?: string
  headers?: Record<string, string>
  secret?: string
  /** Replaces the header that was made. */
  signature?: (made: { time: string; names: string; v1: string }) => string
}

export async function signedByHook0(parts: Hook0Parts = {}): Promise<WebhookRequest> {
  const rawBody = typeof parts.body === 'object' ? parts.body : bytes(parts.body ?? coinbaseBody)
  const time = String(parts.time ?? now / 1000)
  const names = parts.names ?? 'content-type x-hook0-id'
  const headers = new Headers(parts.headers ?? { 'Content-Type': 'application/json', 'X-Hook0-Id': 'e-1' })
  const values = names.split(' ').map((name) => headers.get(name) ?? '')
  const prefix = bytes(`${time}.${names}.${values.join('.')}.`)
  const v1 = await hmacHex(parts.secret ?? secret, Uint8Array.from([...prefix, ...rawBody]))
  headers.set('X-Hook0-Signature', parts.signature?.({ time, names, v1 }) ?? `t=${time},h=${names},v1=${v1}`)
  return { headers, rawBody }
}

export const base64 = (data: Uint8Array): string => btoa(String.fromCharCode(...data))
