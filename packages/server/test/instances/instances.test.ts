import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../engines/postgres.ts'
import { startRedis, type TestRedis } from '../engines/redis.ts'
import { type Evidence, findFaults } from './oracle.ts'
import { type RunReport, runInstances } from './run.ts'

let postgres: TestPostgres
let redis: TestRedis
let report: RunReport
beforeAll(async () => {
  ;[postgres, redis] = await Promise.all([startPostgres(), startRedis()])
  report = await runInstances({ postgres, redis, seed: 5, users: 4, ordersEach: 2, kills: 3 })
}, 180_000)
afterAll(async () => {
  await Promise.all([postgres?.stop(), redis?.stop()])
})

describe('three servers over one database, killed at random under load', () => {
  it('lose nothing, do nothing twice, and tell everybody', () => {
    expect(report.faults).toEqual([])
    const { books, bank, heard } = report.evidence
    // Otherwise nothing was shown.
    expect(books.orders).toHaveLength(8)
    expect(report.kills).toBeGreaterThan(0)
    expect(heard.created.length).toBe(16)
    expect(bank.news.length).toBeGreaterThan(bank.rows.length)
    expect(heard.reserved.length).toBeGreaterThan(0)
  })
})

/** The same evidence, with one thing spoilt. */
const spoilt = (spoil: (evidence: Evidence) => void): string[] => {
  const { heard, books, bank, now } = report.evidence
  const copy = structuredClone({ heard, books, bank: { rows: bank.rows, news: bank.news }, now })
  spoil(copy)
  return findFaults(copy)
}
const paid = ({ heard, books }: Evidence) => {
  const [{ orderId } = { orderId: '' }] = heard.reserved.filter(({ givenUp }) => !givenUp)
  const stored = books.orders.find(({ order }) => order.orderId === orderId)
  if (!stored) throw new Error('Nothing was reserved.')
  return stored
}

describe('what the test would notice', () => {
  it.each<[string, RegExp, (evidence: Evidence) => void]>([
    [
      'a second row at the provider',
      /2 rows/,
      ({ bank }) => Object.assign(bank, { rows: [...bank.rows, ...bank.rows] }),
    ],
    [
      'a request with two orders',
      /two orders/,
      ({ heard }) => Object.assign(heard.created[0] ?? {}, { orderId: 'other' }),
    ],
    ['a webhook that was lost', /0 times in the inbox/, ({ books }) => books.inbox.pop()],
    [
      'a webhook that nobody worked on',
      /is waiting/,
      ({ books }) => Object.assign(books.inbox[0] ?? {}, { outcome: 'waiting' }),
    ],
    [
      'an event that is missing',
      /gaps|not what its events say/,
      (evidence) => evidence.books.events.get(paid(evidence).order.orderId)?.splice(1, 1),
    ],
    [
      'an event that was written twice',
      /2 times among the events/,
      ({ books, bank }) => {
        const { mark, reference } = bank.news[0] ?? { mark: '', reference: '' }
        const events = books.events.get(reference) ?? []
        const one = events.find(({ event }) => event.type === 'row' && event.fields.method === mark)
        if (one) events.push({ ...one, seq: events.length + 1 })
      },
    ],
    [
      'a writer that went over another one',
      /is not what its events say/,
      (evidence) => {
        const stored = paid(evidence)
        stored.order = { ...stored.order, facts: { ...stored.order.facts, steps: {}, rows: {} } }
      },
    ],
    [
      'two writers of one version',
      /gaps or forks/,
      ({ books }) => books.changes.push({ ...(books.changes.at(-1) ?? { orderId: '', from: 1, to: 2 }) }),
    ],
    [
      'two devices that may send',
      /2 attempts .* may send at once/,
      (evidence) => {
        const orderId = paid(evidence).order.orderId
        evidence.heard.reserved.push({ orderId, attemptId: 'another', givenUp: false })
      },
    ],
    [
      'a reservation that was forgotten',
      /was forgotten/,
      (evidence) => {
        const stored = paid(evidence)
        stored.order = { ...stored.order, attempts: [] }
      },
    ],
    [
      'a page that was not told',
      /heard of version/,
      (evidence) => evidence.heard.versions.set(paid(evidence).order.orderId, 1),
    ],
  ])('%s', (_, words, spoil) => {
    expect(spoilt(spoil).join('\n')).toMatch(words)
  })
})
