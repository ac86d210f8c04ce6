import { expect, it, vi } from 'vitest'
import { createWithClient } from './connection.ts'
import type { PgClient, PgPool } from './pgShapes.ts'

const client = () => ({ query: vi.fn(), on: vi.fn(), removeListener: vi.fn(), release: vi.fn() })
const over = (one: ReturnType<typeof client>) =>
  createWithClient({ connect: async () => one as unknown as PgClient, end: async () => undefined })

it('says no at once when more wait than could be served', async () => {
  const connect = vi.fn(() => new Promise<PgClient>(() => undefined))
  const withClient = createWithClient({ connect, end: async () => undefined })
  for (let calls = 0; calls < 10_000; calls++) void withClient(async () => undefined)
  await expect(withClient(async () => undefined)).rejects.toMatchObject({ code: 'store_failed' })
  expect(connect).toHaveBeenCalledTimes(10_000)
})

it.each([
  ['a refused statement', { code: '23505', severity: 'ERROR' }, false],
  ['a statement that took too long', { code: '57014', severity: 'ERROR' }, false],
  ['an end by the administrator', { code: '57P01', severity: 'FATAL' }, true],
  ['a connection that failed', { code: '08006', severity: 'FATAL' }, true],
  ['a network that failed', { code: 'ECONNRESET' }, true],
  ['an answer that did not come in time', {}, true],
])('after %s', async (_, fields, gone) => {
  const one = client()
  const refused = Object.assign(new Error('No.'), fields)
  await expect(over(one)(() => Promise.reject(refused))).rejects.toMatchObject({ code: 'store_failed' })
  expect(one.release).toHaveBeenCalledExactlyOnceWith(gone)
})

it('leaves all connections to a server that became a replica, once one of them has told', async () => {
  const clients = [client(), client(), client()]
  const pool = { connect: vi.fn(), end: async () => undefined }
  const withClient = createWithClient(pool as unknown as PgPool)
  const readOnly = Object.assign(new Error('No.'), { code: '25006', severity: 'ERROR' })
  const asked: unknown[] = []
  const read = () => withClient(async (one) => asked.push(clients.indexOf(one as never)))
  pool.connect.mockResolvedValueOnce(clients[0])
  await read()
  for (const one of [1, 0, 2]) pool.connect.mockResolvedValueOnce(clients[one])
  await withClient(async (one) => {
    asked.push(clients.indexOf(one as never))
    if (one === (clients[1] as never)) throw readOnly
  })
  expect(asked).toEqual([0, 1, 2])
  expect(clients.map(({ release }) => release.mock.calls)).toEqual([[[false], [true]], [[true]], [[false]]])
})

it('gives up where the whole database only reads', async () => {
  const one = client()
  const refused = Object.assign(new Error('No.'), { code: '25006', severity: 'ERROR' })
  await expect(over(one)(() => Promise.reject(refused))).rejects.toMatchObject({ code: 'store_failed' })
  expect(one.release.mock.calls).toEqual(expect.arrayContaining([[true], [true], [true]]))
})
