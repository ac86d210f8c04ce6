import { randomBytes } from 'node:crypto'
import { isOfframpError } from '@offrampkit/core'
import type { RouteName } from '@offrampkit/core/api'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { createSiweMessage } from 'viem/siwe'
import { createSiweAuth } from '../../src/siwe/auth.ts'
import type { Store } from '../../src/stores/store.ts'
import { alice, type Call, firstWords, type harness, newId, wish } from '../harness.ts'

type Harness = ReturnType<typeof harness>

/** What a server does for its users and its providers, as FAULTS.md names it. */
export const actions = [
  'quote',
  'create',
  'session',
  'status',
  'stream',
  'reserve',
  'report',
  'webhook',
  'reconcile',
  'sign-in',
] as const
export type Action = (typeof actions)[number]

/** Each action, ready to be done once, on orders that stand where it needs them. */
export type Prepared = Readonly<Record<Action, () => Promise<string>>>

/** `goes on`, `goes on, stale`, or the status and the code of what was answered. */
async function inWords(answer: Promise<Response>): Promise<string> {
  const response = await answer
  const text = await firstWords(response)
  if (!response.ok) return `${response.status} ${JSON.parse(text).error.code}`
  return text.includes('"stale":true') ? 'goes on, stale' : 'goes on'
}

/** While all is well: makes the orders, signs the messages, and hands out what is left to be done. */
export async function prepareActions(h: Harness): Promise<Prepared> {
  const [read, reserved, reported, news] = [
    await h.ready(),
    await h.ready(),
    await h.ready(),
    await h.ready(),
  ]
  const made = await h.create()
  const attempt = h.attemptFor(reported)
  await h.ok('reserveDeposit', { path: { orderId: reported.orderId }, body: { attempt } })
  const { verify } = await signingIn(h.store, h.now)
  const answer = (name: RouteName, call: Call) => () => inWords(h.send(name, call))
  const sender = alice.addresses[0]
  return {
    quote: answer('getQuote', { body: { ...wish, provider: 'fake' } }),
    create: answer('createOrder', { body: { requestId: newId(), provider: 'fake', request: wish, sender } }),
    session: answer('createSession', { path: { orderId: made.orderId } }),
    status: answer('getOrder', { path: { orderId: read.orderId } }),
    stream: answer('watchOrder', { path: { orderId: read.orderId } }),
    reserve: answer('reserveDeposit', {
      path: { orderId: reserved.orderId },
      body: { attempt: h.attemptFor(reserved) },
    }),
    report: answer('reportDeposit', {
      path: { orderId: reported.orderId, attemptId: attempt.attemptId },
      body: { phase: 'hash', txHash: `0x${randomBytes(32).toString('hex')}` },
    }),
    webhook: () =>
      inWords(
        h.webhook({ orderId: news.orderId, rowId: `row-${news.orderId}`, state: 'received', fields: {} }),
      ),
    reconcile: () => h.handler.reconcile().then(() => 'goes on', refusal),
    'sign-in': () => inWords(verify()),
  }
}

function refusal(error: unknown): string {
  return isOfframpError(error) ? error.code : String(error)
}

const domain = 'app.example'
const siweUrl = (path: string) => `https://${domain}/api/siwe/${path}`

/** A message that is signed already: what is left is to check it, which the store has to remember. */
async function signingIn(store: Store, now: () => number) {
  const account = privateKeyToAccount(generatePrivateKey())
  const auth = createSiweAuth({ domain, store, now, secret: randomBytes(32).toString('base64url') })
  const told = await auth.handler(new Request(siweUrl('nonce')))
  const { nonce } = (await told.json()) as { nonce: string }
  const message = createSiweMessage({
    ...{ domain, nonce, address: account.address, chainId: 8453, uri: `https://${domain}`, version: '1' },
    issuedAt: new Date(now()),
  })
  const body = JSON.stringify({ message, signature: await account.signMessage({ message }) })
  const headers = { origin: `https://${domain}`, 'content-type': 'application/json' }
  return {
    authenticate: auth.authenticate,
    verify: () => auth.handler(new Request(siweUrl('verify'), { method: 'POST', headers, body })),
  }
}

/** Somebody who has signed in. */
export async function signedIn(store: Store) {
  const { authenticate, verify } = await signingIn(store, Date.now)
  const cookie = (await verify()).headers.get('set-cookie')?.split(';')[0] ?? ''
  return { authenticate, cookie }
}
