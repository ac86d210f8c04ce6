import { describe, expect, test } from 'vitest'
import {
  documentedCompleted,
  documentedPending,
  documentedProcessing,
  documentedReceived,
} from './fixtures/news.ts'
import { depositAddress, order, page, recording, reference, sale, startedAt } from './fixtures/sale.ts'
import { served } from './fixtures/served.ts'

const { orderId } = order
const minute = 60_000
const day = 24 * 60 * minute
const txHash = '0xeefee6c33e572458e6aef553b1572c58084ad59d7f3bcec9654d60810def6d2b'

/** A sale whose account the app names, and a Partna whose `GET /ramp` says what a test sets. */
async function readable() {
  /** `down`: it does not answer. `none`: the account has no such sale. */
  const partna = { says: 'none', toAmount: 12.93, reads: 0 }
  const { fetch: rest } = recording()
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (!String(input).includes('/ramp?')) return await rest(input, init)
    partna.reads += 1
    if (partna.says === 'down') return new Response('{}', { status: 500 })
    const { says: status, toAmount } = partna
    // The list names neither address nor wallet nor transaction.
    const unlisted = { paymentAddress: undefined, sendingAddress: undefined }
    return new Response(page(status === 'none' ? [] : [sale({ ...unlisted, status, toAmount })]))
  }
  const server = await served(fetch, { accountOf: () => 'janedoe' })
  await server.create()
  await server.backend.createSession({ orderId })
  server.pass(30_000)
  const deliver = async ({ body }: { body: string }) => await server.deliver(await server.signed(body))
  /** What is known without asking once more. */
  const status = async () => (await server.read(orderId)).view.status
  return { ...server, partna, deliver, status }
}

describe('where the account is known, a message is confirmed by reading', () => {
  test('the address alone is believed at once, also while nothing can be read', async () => {
    const { partna, deliver, read } = await readable()
    partna.says = 'down'
    expect(await deliver(documentedPending)).toBe(200)
    const { binding } = await read(orderId)
    expect(binding).toMatchObject({ state: 'ready', instruction: { to: depositAddress, amount: '0.11' } })
  })

  test('that it was paid is the word of the read', async () => {
    const { partna, deliver, status, pass } = await readable()
    partna.says = 'pending'
    await deliver(documentedPending)
    partna.says = 'processing'
    expect(await deliver(documentedCompleted)).toBe(200)
    expect(partna.reads).toBeGreaterThanOrEqual(2)
    expect((await status()).kind).toBe('processing')
    Object.assign(partna, { says: 'completed', toAmount: 12.9392 })
    pass(minute)
    expect(await status()).toMatchObject({ kind: 'paid', payout: { amount: '12.9392', currency: 'KES' } })
  })

  test.each([
    ['failed', 'awaiting_deposit'],
    ['canceled', 'awaiting_deposit'],
    ['processing', 'received'],
    ['completed', 'received'],
  ])('%s, which a read does not bear out, leaves it %s', async (word, kind) => {
    const { partna, deliver, status } = await readable()
    partna.says = 'pending'
    await deliver(documentedPending)
    await deliver({ body: documentedPending.body.replace('"pending"', `"${word}"`) })
    expect(await status()).toMatchObject({ kind })
  })

  test.each(['failed', 'canceled'])(
    '%s keeps everybody from sending while nothing can be read, and a read may say otherwise of coins',
    async (word) => {
      const { partna, deliver, read, handler, pass } = await readable()
      partna.says = 'pending'
      await deliver(documentedPending)
      partna.says = 'down'
      await deliver({ body: documentedPending.body.replace('"pending"', `"${word}"`) })
      const { view, binding } = await read(orderId)
      expect(view.status).toEqual({ kind: 'cancelled' })
      expect(binding.state).not.toBe('ready')
      partna.says = 'processing'
      pass(minute)
      expect(await handler.reconcile()).toMatchObject({ webhooks: 1 })
      expect((await read(orderId)).view.status.kind).toBe('processing')
    },
  )

  test('the transaction, which no read tells, is kept; nobody is asked to send again meanwhile', async () => {
    const { partna, deliver, read, handler, pass } = await readable()
    partna.says = 'pending'
    await deliver(documentedPending)
    partna.says = 'down'
    await deliver(documentedReceived)
    await deliver(documentedCompleted)
    const { view, binding } = await read(orderId)
    expect(view.status).toEqual({ kind: 'received', rowId: reference, txHash })
    expect(binding.state).not.toBe('ready')
    // Partna is back, and the messages wait.
    Object.assign(partna, { says: 'completed', toAmount: 12.9392 })
    pass(minute)
    expect(await handler.reconcile()).toMatchObject({ webhooks: 2 })
    expect((await read(orderId)).view.status).toMatchObject({ kind: 'paid', txHash })
  })

  test('a sale that the account does not have, as its user has another one, is followed as it is signed', async () => {
    const { partna, deliver, status } = await readable()
    for (const fixture of [documentedPending, documentedReceived, documentedProcessing, documentedCompleted])
      expect(await deliver(fixture)).toBe(200)
    expect(partna.reads).toBeGreaterThan(0)
    expect(await status()).toMatchObject({ kind: 'paid', txHash, payout: { amount: '12.9392' } })
  })
})

describe('a message that comes again', () => {
  const corrected = { body: documentedCompleted.body.replace('12.9392', '12.95').replace('6921', '6999') }

  test('after it was forgotten is refused, and costs no read', async () => {
    const server = await readable()
    const messages = [documentedPending, documentedCompleted, corrected]
    for (const message of messages) {
      server.pass(minute)
      expect(await server.deliver(message)).toBe(200)
    }
    const before = (await server.read(orderId)).view
    expect(before.status).toMatchObject({ payout: { amount: '12.95' } })
    server.pass(startedAt + 30 * day + 60 * minute - server.now())
    await server.handler.reconcile()
    const reads = server.partna.reads
    for (const message of messages) expect(await server.deliver(message)).toBe(401)
    expect(server.partna.reads).toBe(reads)
    const { version, status } = (await server.read(orderId)).view
    expect({ version, status }).toEqual({ version: before.version, status: before.status })
    expect(JSON.stringify(server.errors)).toContain('too_old')
  })

  test('is remembered for as long as it is taken: at no moment is it news', async () => {
    const server = await readable()
    for (const message of [documentedCompleted, corrected]) {
      server.pass(minute)
      await server.deliver(message)
    }
    const { version } = (await server.read(orderId)).view
    const answers: number[] = []
    for (let days = 0; days < 34; days++) {
      server.pass(day)
      await server.handler.reconcile()
      answers.push(await server.deliver(documentedCompleted))
      expect((await server.read(orderId)).view.version).toBe(version)
    }
    expect(answers.slice(0, 29)).toEqual(Array(29).fill(200))
    expect(answers.slice(30)).toEqual(Array(4).fill(401))
  })

  test('weeks later for the first time, as its sender does after a long silence, is heard', async () => {
    const server = await readable()
    server.pass(20 * day)
    expect(await server.deliver(documentedCompleted)).toBe(200)
    expect((await server.status()).kind).toBe('paid')
  })

  test('and tells no time of its own says nothing new', async () => {
    const server = await readable()
    const untimed = { body: documentedCompleted.body.replace(/"timestamp": \d+,/, '') }
    await server.deliver(untimed)
    const { version } = (await server.read(orderId)).view
    server.pass(40 * day)
    await server.handler.reconcile()
    const reads = server.partna.reads
    for (let times = 0; times < 5; times++) expect(await server.deliver(untimed)).toBe(200)
    expect(server.partna.reads - reads).toBeLessThanOrEqual(1)
    expect((await server.read(orderId)).view.version).toBe(version)
  })
})
