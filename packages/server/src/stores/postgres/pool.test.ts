import { afterAll, beforeAll, expect, it } from 'vitest'
import { startPostgres, type TestPostgres } from '../../../test/engines/postgres.ts'
import { openPool } from './pool.ts'

let postgres: TestPostgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres?.stop())

it('makes connections that end what takes too long, and forget nothing', async () => {
  const { pool, isOurs } = openPool({ connectionString: postgres.url })
  const client = await pool.connect()
  const wanted = {
    statement_timeout: '5s',
    idle_in_transaction_session_timeout: '10s',
    synchronous_commit: 'on',
    fsync: 'on',
    application_name: 'offrampkit',
  }
  for (const [name, value] of Object.entries(wanted))
    expect((await client.query({ text: `SHOW ${name}` })).rows).toEqual([{ [name]: value }])
  client.release()
  await pool.end()
  expect(isOurs).toBe(true)
})

it('takes no more connections than it may', async () => {
  const { pool } = openPool({ connectionString: postgres.url, maxConnections: 2 })
  const clients = await Promise.all([pool.connect(), pool.connect()])
  let third = false
  const waits = pool.connect().then((client) => {
    third = true
    client.release()
  })
  await clients[0]?.query({ text: 'SELECT 1' })
  expect(third).toBe(false)
  for (const client of clients) client.release()
  await waits
  await pool.end()
})

it('leaves a pool that it was given to its owner', () => {
  const pool = {
    connect: () => Promise.reject(new Error('No.')),
    end: () => Promise.reject(new Error('No.')),
  }
  expect(openPool({ pool })).toEqual({ pool, isOurs: false })
})
