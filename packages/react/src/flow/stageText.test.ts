import type { StageName } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import { en } from '../messages/en.ts'
import type { StageFacts } from '../messages/messages.ts'
import { stageText } from './stageText.ts'

const facts: StageFacts = {
  provider: 'Somebody',
  amount: '25 USDC',
  asset: 'USDC',
  network: 'Base',
  payout: null,
  refunds: 'none',
  reason: 'bank_account_not_verified',
  astray: null,
  blind: false,
  asks: false,
}
const text = (stage: StageName, more: Partial<StageFacts> = {}) => {
  const { title, body } = stageText(en, stage, { ...facts, ...more })
  return `${title} ${body}`
}

describe('a sale that ended because the account could not be verified', () => {
  test('before anything was sent: that nothing was sent, and what to do', () => {
    expect(text('failed_unsent')).toMatch(/could not be verified as yours/)
    expect(text('failed_unsent')).toMatch(/Nothing was sent from your wallet\. Start again with an account/)
  })

  test('with the coins there: that they are, where, and what to ask for', () => {
    const there = text('credited')
    expect(there).toMatch(/Your USDC arrived/)
    expect(there).toMatch(/Somebody holds your USDC\. Ask its support to return it or to pay it out/)
    expect(there).toMatch(/the numbers below/)
    expect(text('credited', { refunds: 'to_sender' })).toMatch(/returns your USDC to the wallet/)
    expect(text('credited', { refunds: 'to_provider_balance' })).toMatch(/in your Somebody account/)
    for (const refunds of ['none', 'to_sender', 'to_provider_balance'] as const) {
      expect(text('credited', { refunds })).not.toMatch(/nothing was sent|start again/i)
      expect(text('credited', { refunds })).toMatch(/Do not send again/)
    }
  })

  test('sent by hand, or not: nothing is called unsent', () => {
    expect(text('ended_by_hand')).toMatch(/If you have sent 25 USDC, ask the support/)
    expect(text('ended_by_hand')).not.toMatch(/nothing was sent|did not send/i)
  })

  test('never in the word of a program', () => {
    for (const stage of ['failed_unsent', 'credited', 'ended_by_hand'] as const) {
      expect(text(stage)).not.toContain('bank_account_not_verified')
      expect(text(stage)).not.toMatch(/coinbase|partna|capa|undefined|null/i)
    }
  })
})

test('a provider’s own words are told as such', () => {
  const told = text('failed_unsent', { reason: 'Risk check failed' })
  expect(told).toMatch(/It says: “Risk check failed”\. Nothing was sent/)
  for (const odd of ['toString', '__proto__']) expect(text('failed_unsent', { reason: odd })).toContain(odd)
  expect(text('failed_unsent', { reason: null })).not.toMatch(/It says/)
})

test('a reason changes only the stages in which the order has ended for it', () => {
  for (const stage of Object.keys(en.stages) as StageName[])
    if (!['failed_unsent', 'credited', 'ended_by_hand'].includes(stage))
      expect(stageText(en, stage, facts)).toEqual(en.stages[stage](facts))
})
