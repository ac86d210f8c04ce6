import { errorCodes, type OfframpErrorCode } from '@offrampkit/core'
import type { StageName } from '@offrampkit/core/order'
import { expect, test } from 'vitest'
import { en } from './en.ts'
import type { AstrayFacts, StageFacts } from './messages.ts'

const facts: StageFacts = {
  provider: 'Somebody',
  amount: '25 USDC',
  asset: 'USDC',
  network: 'Base',
  payout: '$24.63',
  refunds: 'to_provider_balance',
  reason: null,
  astray: null,
  blind: false,
  asks: false,
}

test.each(Object.keys(errorCodes) as OfframpErrorCode[])('%s says what happened and what to do', (code) => {
  const { title, body } = en.errors[code]
  expect(title.length).toBeGreaterThan(8)
  expect(body).toMatch(/[.!]$/)
})

test.each(Object.keys(en.stages) as StageName[])('%s has words of its own', (stage) => {
  const { title, body } = en.stages[stage](facts)
  expect(title).not.toMatch(/undefined|null|\[object/)
  expect(body.length).toBeGreaterThan(20)
  // Whoever sells must be named by what was handed in, never by heart.
  expect(`${title} ${body}`).not.toMatch(/coinbase|partna|capa/i)
})

test('credited coins are neither refunded nor failed, and where they are depends on what the flow does', () => {
  const there = en.stages.credited(facts)
  expect(there.title).toBe('Your USDC is in your Somebody account')
  expect(`${there.title} ${there.body}`).not.toMatch(/refund|fail|try again/i)
  expect(en.stages.credited({ ...facts, refunds: 'to_sender' }).body).toMatch(/returns it to the wallet/)
})

test('while nobody knows, nothing is called failed, cancelled or to be tried again', () => {
  for (const stage of ['outcome_unknown', 'broadcast', 'prompting', 'expired_unknown'] as const) {
    const { title, body } = en.stages[stage](facts)
    expect(`${title} ${body}`).not.toMatch(/failed|cancelled|try again|refund/i)
  }
})

const seen: AstrayFacts = {
  differs: 'network',
  amount: '24 USDC',
  from: `0x${'ab'.repeat(20)}`,
  to: `0x${'cd'.repeat(20)}`,
  network: 'OP Mainnet',
}

test.each([
  ['network', 'OP Mainnet'],
  ['recipient', seen.to],
  ['asset', '24 USDC'],
  ['amount', '24 USDC'],
  ['sender', seen.from],
  ['data', 'something else'],
] as const)(
  'what went astray (%s) is told with what was asked for and what the chain shows',
  (differs, shown) => {
    const { title, body } = en.stages.needs_attention({ ...facts, astray: { ...seen, differs } })
    expect(`${title} ${body}`).toContain('25 USDC')
    expect(`${title} ${body}`).toContain(shown)
    expect(body).toMatch(
      /Do not send again\. Ask the support of Somebody, .*transaction and the order number below\.$/,
    )
    expect(`${title} ${body}`).not.toMatch(/null|undefined/)
    expect(
      en.stages.needs_attention({ ...facts, astray: { ...seen, differs, amount: null } }).body,
    ).not.toMatch(/null/)
  },
)
