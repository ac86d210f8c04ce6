import type { FaultKind } from './faults.ts'
import type { Maybe } from './maybe.ts'
import type { OrderLife, Surroundings } from './surroundings.ts'
import type { SendParts, SimTransaction, TestChain } from './testChain.ts'

/** In what a wallet departs from what it was asked. */
export type Astray = Extract<
  FaultKind,
  | 'wrong_chain'
  | 'other_account'
  | 'rewrites_gas'
  | 'rewrites_nonce'
  | 'rewrites_data'
  | 'rewrites_amount'
  | 'rewrites_recipient'
>

/** A wallet that keeps to nonces may still rewrite these. */
export const astrayWithNonce: readonly Astray[] = [
  'rewrites_gas',
  'rewrites_data',
  'rewrites_amount',
  'rewrites_recipient',
]
const againstNonce: readonly Astray[] = ['wrong_chain', 'other_account', 'rewrites_nonce']
/** Wallets that nobody trusts with a nonce; what only they do is as frequent as the rest. */
export const astrayAtAll: readonly Astray[] = [...astrayWithNonce, ...againstNonce, ...againstNonce]

const thief = 'e1'.repeat(20)

/** Signs and sends what was asked, or what this wallet makes of it. */
export function sendAs(
  world: Surroundings,
  order: OrderLife,
  asked: SendParts,
  astray: Astray | null,
): Maybe<SimTransaction> {
  const { chain } = world
  if (astray === null) return chain.send(asked)
  world.inject(astray)
  const { nonce: _, ...anyNonce } = asked
  switch (astray) {
    case 'wrong_chain':
      return world.elsewhere.send(anyNonce)
    case 'other_account':
      return chain.send({ ...anyNonce, from: chain.otherAccount })
    case 'rewrites_gas':
      // Nothing that the chain would tell apart: the next block's fee decides what becomes of it.
      return chain.send(asked)
    case 'rewrites_nonce':
      return chain.send(world.random.chance(0.7) ? anyNonce : { ...asked, nonce: gap(chain) })
    case 'rewrites_data':
      return chain.send({ ...asked, data: `${asked.data}c0de` })
    case 'rewrites_amount':
      return chain.send(halved(asked))
    case 'rewrites_recipient':
      return chain.send(redirected(asked, order.expected.to))
  }
}

const gap = (chain: TestChain) => chain.pendingNonceOf(chain.account) + 1

function halved(asked: SendParts): SendParts {
  if (asked.data.length < 138) return { ...asked, value: asked.value / 2n }
  const half = (BigInt(`0x${asked.data.slice(74)}`) / 2n).toString(16).padStart(64, '0')
  return { ...asked, data: asked.data.slice(0, 74) + half }
}

function redirected(asked: SendParts, to: string): SendParts {
  if (asked.data === '0x') return { ...asked, to: `0x${thief}` }
  return { ...asked, data: asked.data.replace(to.slice(2), thief) }
}
