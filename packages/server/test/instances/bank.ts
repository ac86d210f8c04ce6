import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { RowState } from '@offrampkit/core/order'
import { throwawayWebhook } from '../../src/testing/throwawayProviders.ts'
import { depositAddress, webhookSecret } from '../fakeProvider.ts'
import type { Chance } from './chance.ts'

/** A row as the bank keeps it. */
export interface BankRow {
  rowId: string
  /** Our order. The bank keeps it and does not care whether it has it already: every call makes a row. */
  reference: string
  state: RowState
  fields: Record<string, string>
}

/** One piece of news, told until it was answered well. */
export interface BankNews {
  /** Told as the row's `method`, which nothing else tells: whoever has it has heard this very message. */
  mark: string
  reference: string
  rowId: string
  state: RowState
  /** The bytes that were sent. */
  body: string
  acknowledged: boolean
}

export interface BankParts {
  chance: Chance
  /** Where its webhooks go. */
  hookUrl: () => string
  /** The server process that asks for a row is known by its number. Called before or after the row is made. */
  onMaking: (instance: number) => void
}

/**
 * A provider of its own, over HTTP, that takes no idempotency key: it answers late, loses answers, says no, and tells its news in any
 * order, twice, until somebody says 200. Its books are the truth.
 */
export async function startBank({ chance, hookUrl, onMaking }: BankParts) {
  const rows: BankRow[] = []
  const news: BankNews[] = []
  const sending = new Set<Promise<void>>()
  /** Calls that are being worked on, by the server that asked. */
  const working: number[] = []
  let closed = false

  async function serve(request: IncomingMessage, response: ServerResponse, instance: number) {
    const url = new URL(request.url ?? '/', 'http://bank')
    const body = await new Response(request as never).text()
    const answer = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    if (request.method === 'GET')
      return answer(
        200,
        rows.filter((row) => row.reference === url.searchParams.get('reference')),
      )
    const given = JSON.parse(body) as Record<string, string>
    if (url.pathname === '/cancel') {
      for (const row of rows)
        if (row.rowId === given.rowId && row.state === 'waiting') row.state = 'cancelled'
      return answer(
        200,
        rows.filter((row) => row.rowId === given.rowId),
      )
    }
    if (chance.happens(0.05)) return answer(503, {})
    if (chance.happens(0.1)) onMaking(instance)
    await pause(chance.below(60))
    const row: BankRow = {
      rowId: `row-${rows.length + 1}`,
      reference: given.reference ?? '',
      state: 'waiting',
      fields: {
        network: given.network ?? '',
        asset: given.asset ?? '',
        amount: given.amount ?? '',
        to: depositAddress,
      },
    }
    rows.push(row)
    if (chance.happens(0.1)) onMaking(instance)
    await pause(chance.below(40))
    // Made, and the answer is lost.
    if (chance.happens(0.15)) return request.socket.destroy()
    return answer(200, [row])
  }
  const server = createServer((request, response) => {
    const instance = Number(request.headers['x-instance'])
    working.push(instance)
    serve(request, response, instance)
      // Who asked died before all was said.
      .catch(() => response.destroy())
      .finally(() => working.splice(working.indexOf(instance), 1))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))

  /** Delivers, at least once, now or a little later, until it is taken. */
  async function deliver(one: BankNews): Promise<void> {
    const { headers } = await throwawayWebhook(webhookSecret, JSON.parse(one.body))
    let times = chance.happens(0.3) ? 2 : 1
    await pause(chance.below(150))
    while (times > 0 && !closed) {
      const status = await fetch(hookUrl(), { method: 'POST', headers, body: one.body }).then(
        async (response) => {
          await response.arrayBuffer()
          return response.status
        },
        () => 0,
      )
      if (status === 200) {
        one.acknowledged = true
        times--
      }
      await pause(40 + chance.below(60))
    }
  }

  function tell(row: BankRow, state: RowState): void {
    const mark = `news-${news.length + 1}`
    const { rowId, reference } = row
    const body = JSON.stringify({ orderId: reference, rowId, state, fields: { method: mark } })
    const one = { mark, reference, rowId, state, body, acknowledged: false }
    news.push(one)
    const mine = deliver(one).finally(() => sending.delete(mine))
    sending.add(mine)
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    rows,
    news,
    /** Until all calls of one server have come to their end, also where it died as it waited. */
    async settled(instance: number) {
      // What a server had sent as it died may still be on its way here, and nobody else can tell.
      do await pause(100)
      while (working.includes(instance))
    },
    /** The coins have arrived: it is paid out, and each step is told. */
    pay(rowId: string) {
      const row = rows.find((one) => one.rowId === rowId)
      if (row?.state !== 'waiting') return
      row.state = 'paid'
      for (const state of ['received', 'processing', 'paid'] as const) tell(row, state)
    },
    /** Says of every row once more how it stands, in a message that nobody has heard. */
    tellAll() {
      for (const row of rows) tell(row, row.state)
    },
    /** Until everything that was told was answered well. */
    async told() {
      while (sending.size > 0) await Promise.all(sending)
    },
    async stop() {
      closed = true
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

export type Bank = Awaited<ReturnType<typeof startBank>>

/** How slow this bank is, and how often who was not answered asks again: what servers have to bear, and no test waits for. */
export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
