import { bindDeposit } from '@offrampkit/core/deposit'
import { parseJsonExactly } from '@offrampkit/core/money'
import { merge, noFacts, type Order, type OrderEvent, statusOf } from '@offrampkit/core/order'
import { expect, test } from 'vitest'
import { seeded } from '../testing/mutate.ts'
import {
  depositAddress,
  expiresAt,
  order,
  page,
  reference,
  registry,
  seller,
  startedAt,
} from './fixtures/sale.ts'
import { networkMap } from './networks.ts'
import { rowEvent } from './rows.ts'
import { parseWebhook } from './webhook.ts'
import { readSales } from './wire/sale.ts'

/**
 * I-9 for Partna: histories as the wire brings them, against an oracle written from the rules in words, which reads the raw
 * messages and knows neither facts nor rows. 5,000 by default; the whole 100,000 with `OFFRAMPKIT_HISTORIES=100000`.
 */
const histories = Number(process.env.OFFRAMPKIT_HISTORIES ?? 5_000)
const networks = networkMap()
const encoder = new TextEncoder()

type Message = Record<string, unknown>
type Random = () => number

const second = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
const stranger = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const foreign = '000102030405060708090a0b0c0d0e0f'
const seconds = (ms: number) => ms / 1000

const pick = <item>(random: Random, items: readonly item[]): item =>
  items[Math.floor(random() * items.length)] as item

/** What is odd about a message, by member. Most of them say nothing odd: noise never binds and proves nothing. */
const odd: Readonly<Record<string, readonly unknown[]>> = {
  reference: [foreign, reference.toUpperCase(), `${reference}0`, 'TX-17'],
  status: ['received', 'processing', 'completed', 'canceled', 'failed', 'retried', 'PENDING', undefined],
  timestamp: [seconds(startedAt) - 3600, seconds(startedAt) + 7200, undefined],
  fromAmount: [0.12, 11, 0.011, '0.110', undefined, 0, -0.11, '0.11000000000000001'],
  fromCurrency: ['USDC', 'KES', 'cusd', undefined],
  fromNetwork: ['binance', 'ethereum', 'Celo', 'celo-sepolia', undefined],
  sendingAddress: [stranger, undefined, seller.toLowerCase()],
  paymentAddress: [
    second,
    depositAddress.toLowerCase(),
    undefined,
    '0x765DE816845861e75A25fCA122bb6898B8B1282a',
    seller,
    `0x${'0'.repeat(40)}`,
    'x',
  ],
  expireAt: [seconds(startedAt) + 600, seconds(startedAt) - 1, undefined, 'soon'],
  transactionHash: [`0x${'ab'.repeat(32)}`],
}

function message(random: Random): Message {
  const told: Message = {
    reference,
    status: 'pending',
    timestamp: seconds(startedAt),
    fromAmount: 0.11,
    toAmount: 12.93,
    fromCurrency: 'CUSD',
    toCurrency: 'KES',
    fromNetwork: 'celo',
    sendingAddress: seller,
    paymentAddress: depositAddress,
    expireAt: seconds(expiresAt),
  }
  const names = Object.keys(odd)
  for (let faults = random() < 0.6 ? 0 : 1 + Math.floor(random() * 2); faults > 0; faults -= 1) {
    const name = pick(random, names)
    told[name] = pick(random, odd[name] ?? [])
  }
  return told
}

/** As a webhook, or as an answer to a poll under one of its names for the same things. */
function eventsOf(
  { reference: named, ...told }: Message,
  byPoll: boolean,
  at: number,
): readonly OrderEvent[] {
  if (!byPoll) {
    const news = parseWebhook(
      encoder.encode(JSON.stringify({ transactionReference: named, ...told })),
      networks,
      at,
    )
    // The server hands news to the order that it names, and to no other.
    return news?.orderId === order.orderId ? news.events : []
  }
  const { timestamp, expireAt, ...rest } = told
  const row = { rampReference: named, ...rest, createdAt: timestamp, expiredAt: expireAt }
  return readSales(parseJsonExactly(page([row])), reference).map((one) => rowEvent(one, networks, at, 'poll'))
}

/** The one address that this order may be paid to after these messages at that time, in lower case, or `null`. */
function payableTo(messages: readonly { told: Message; byPoll: boolean }[], now: number): string | null {
  const ours = messages
    .filter(({ told }) => told.reference === reference)
    // A webhook must look like a sale: coins on one side, and a wallet or a transaction named.
    .filter(
      ({ told, byPoll }) =>
        byPoll ||
        (['CUSD', 'USDC'].includes(String(told.fromCurrency)) &&
          (told.sendingAddress !== undefined || told.transactionHash !== undefined)),
    )
    .map(({ told }) => told)
  const all = (name: string) => ours.map((told) => told[name]).filter((value) => value !== undefined)
  const only = (name: string, right: (value: unknown) => boolean) =>
    all(name).length > 0 && all(name).every(right)
  const is = (expected: unknown) => (value: unknown) => value === expected
  const times = all('timestamp').map((time) => Number(time) * 1000)
  const ends = all('expireAt').map((time) => Number(time) * 1000)
  const words = all('status')
  // Whichever address Partna names first: and then no other.
  const [to, ...others] = new Set(all('paymentAddress').map((address) => String(address).toLowerCase()))
  const known = to === depositAddress.toLowerCase() || to === second.toLowerCase()
  const fits =
    known &&
    others.length === 0 &&
    words.includes('pending') &&
    words.every((word) => ['pending', 'retried', 'PENDING'].includes(String(word))) &&
    all('transactionHash').length === 0 &&
    only('fromAmount', (amount) => amount === 0.11 || amount === '0.110') &&
    only('fromCurrency', is('CUSD')) &&
    only('fromNetwork', is('celo')) &&
    only('sendingAddress', (address) => String(address).toLowerCase() === seller.toLowerCase()) &&
    times.length > 0 &&
    Math.min(...times) >= order.createdAt - 300_000 &&
    Math.min(...times) <= now + 300_000 &&
    ends.some((end) => !Number.isNaN(end)) &&
    Math.min(...ends.filter((end) => !Number.isNaN(end))) - 180_000 > now
  return fits ? to : null
}

test(`${histories} histories: bound exactly when every word of Partna's fits, and to nothing else`, () => {
  let bound = 0
  for (let seed = 1; seed <= histories; seed += 1) {
    const random = seeded(seed)
    const length = Math.floor(random() * 5)
    const messages = Array.from({ length }, () => ({ told: message(random), byPoll: random() < 0.3 }))
    // Replays, in any order.
    const heard = [...messages, ...messages.filter(() => random() < 0.3)].sort(() => random() - 0.5)
    const now = startedAt + Math.floor(random() * 3_600_000 * 1.1)
    const events = heard.flatMap(({ told, byPoll }) =>
      eventsOf(told, byPoll, startedAt + Math.floor(random() * 600_000)),
    )
    const after: Order = { ...order, facts: events.reduce(merge, noFacts) }
    const binding = bindDeposit(after, registry, now)
    const expected = payableTo(messages, now)
    expect({ seed, ready: binding.state === 'ready' }).toEqual({ seed, ready: expected !== null })
    if (binding.state !== 'ready') continue
    bound += 1
    const { instruction } = binding
    expect([instruction.to.toLowerCase(), instruction.from, instruction.units, instruction.rowId]).toEqual([
      expected,
      seller,
      110_000_000_000_000_000n,
      reference,
    ])
    expect(instruction.asset.address).toBe('0x765DE816845861e75A25fCA122bb6898B8B1282a')
    expect(statusOf(after, now).kind).toBe('awaiting_deposit')
  }
  // A suite in which nothing is ever bound would prove nothing.
  expect(bound).toBeGreaterThan(histories / 10)
}, 300_000)
