import type { OrderStatusKind, StageName } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import { receiptLines, receiptText } from '../components/offramp-receipt/receiptLines.ts'
import { createOfframpConfig } from '../config/createOfframpConfig.ts'
import { en } from '../messages/en.ts'
import { createStoryBackend } from '../testing/storyBackend.ts'
import { astrayFacts, type StoryFacts, storyFacts, storyRow } from '../testing/storyFacts.ts'
import { listedId, listedOrder } from '../testing/storyOrders.ts'
import { storyHash, storyNow, storyRegistry, storyRowId, storySender } from '../testing/storyWorld.ts'
import { toOfframpStatus } from './offrampStatus.ts'
import { receiptOf } from './receipt.ts'

const config = createOfframpConfig({ backend: createStoryBackend(), registry: storyRegistry })
const statusFor = (facts: StoryFacts) => toOfframpStatus(listedOrder(facts), null, storyRegistry, storyNow)
const receiptFor = (facts: StoryFacts) => receiptOf(statusFor(facts), config)
const paidWith = (fields: Parameters<typeof storyRow>[1]): StoryFacts => ({
  events: [storyRow('paid', { txHash: storyHash, ...fields })],
  attempts: [],
})

const stages = Object.keys(storyFacts) as (keyof typeof storyFacts)[]

describe('only what is paid is called paid', () => {
  test.each(stages)('%s', (stage) => {
    const status = statusFor(storyFacts[stage])
    const receipt = receiptOf(status, config)
    const lines = receiptLines(receipt, en)
    expect(receipt.paid).toBe(status.status.kind === 'paid')
    const paidWords = [en.receipt.sold, en.receipt.paidOut, en.receipt.confirmed, en.receipt.rate]
    const said = lines.filter(({ label }) => paidWords.includes(label)).map(({ label }) => label)
    expect(said).toEqual(
      stage === 'paid' ? [en.receipt.sold, en.receipt.paidOut, en.receipt.rate, en.receipt.confirmed] : [],
    )
    if (stage === 'paid') return
    expect(receipt).toMatchObject({ payout: null, rate: null, times: { confirmed: null } })
    expect(lines.map(({ label, text }) => `${label} ${text}`).join()).not.toMatch(/24\.63|24\.12|\bpaid\b/i)
  })

  test('every status kind is among them', () => {
    const kinds: Record<OrderStatusKind, true> = {
      created: true,
      opened: true,
      awaiting_deposit: true,
      received: true,
      processing: true,
      paid: true,
      credited: true,
      failed: true,
      expired: true,
      cancelled: true,
      conflict: true,
    }
    const seen = new Set(stages.map((stage) => statusFor(storyFacts[stage]).status.kind))
    expect([...seen].sort()).toEqual(Object.keys(kinds).sort())
    const named: Record<Exclude<StageName, 'idle'>, unknown> = storyFacts
    expect(Object.keys(named)).toHaveLength(Object.keys(en.stages).length - 1)
  })
})

describe('a paid order', () => {
  test('tells everything, in the figures of chain and provider', () => {
    expect(receiptFor(storyFacts.paid)).toEqual({
      orderId: listedId(0),
      provider: 'coinbase',
      providerNumber: storyRowId,
      paid: true,
      stage: 'paid',
      sell: { amount: '25', asset: 'USDC', network: 'eip155:8453', networkName: 'Base' },
      payout: { amount: '24.63', currency: 'USD' },
      rate: { amount: '0.9852', currency: 'USD' },
      method: 'ACH_BANK_ACCOUNT',
      txHash: storyHash,
      txUrl: `https://basescan.org/tx/${storyHash}`,
      times: { begun: storyNow, arrived: storyNow, confirmed: storyNow },
      asOf: storyNow,
    })
  })

  test('whose sum was not told says so, and makes up neither sum nor rate', () => {
    const receipt = receiptFor(paidWith({}))
    expect(receipt).toMatchObject({ paid: true, payout: null, rate: null })
    const line = receiptLines(receipt, en).find(({ name }) => name === 'paid')
    expect(line?.text).toBe(en.receipt.untold)
  })

  test.each([
    ['24.63', '25', '0.9852'],
    ['1000', '3', '333.333'],
    ['39412.5', '25', '1576.5'],
    ['2', '3', '0.666666'],
    ['0.01', '30000', '0.000000333333'],
    ['98765432.1', '1', '98765432'],
  ])('%s for %s: the rate %s is cut, never rounded up', (payout, amount, rate) => {
    const facts = paidWith({ payout, payoutCurrency: 'USD', amount })
    expect(receiptFor(facts).sell.amount).toBe(amount)
    expect(receiptFor(facts).rate).toEqual({ amount: rate, currency: 'USD' })
  })

  test('what the provider sold instead is what was sold', () => {
    expect(receiptFor(paidWith({ amount: '24.500000' })).sell.amount).toBe('24.5')
  })
})

test('a transaction that went astray is the one to ask about, on its own network', () => {
  expect(receiptFor(astrayFacts)).toMatchObject({
    paid: false,
    txUrl: `https://etherscan.io/tx/${storyHash}`,
    times: { arrived: null },
  })
})

test('as text it holds each line and no address of a person', () => {
  const receipt = receiptFor(storyFacts.paid)
  const text = receiptText('Receipt', 'Paid', receiptLines(receipt, en))
  expect(text).toContain('Sold: 25 USDC')
  expect(text).toContain('Paid out: $24.63')
  expect(text).toContain(`https://basescan.org/tx/${storyHash}`)
  expect(text.toLowerCase()).not.toContain(storySender.toLowerCase())
})
