import { isOfframpError, OfframpError } from '@offrampkit/core'
import { storeFailed } from '../../refusals.ts'
import type { PgClient, PgPool } from './pgShapes.ts'

/** Runs work on a connection of the pool. Rejects with `store_failed` or with what the work refused; the next call works. */
export type WithClient = <value>(work: (client: PgClient) => Promise<value>) => Promise<value>

/** More calls than this at once could not all be served before they give up: it is better to say so at once. */
const mostCalls = 10_000
/** On connections that lead to different servers. */
const mostTries = 3

export function createWithClient(pool: PgPool): WithClient {
  let calls = 0
  const connections = createConnections(pool)
  return async (work) => {
    if (calls >= mostCalls) throw storeFailed(new Error('Too many calls wait for the database.'))
    calls++
    try {
      for (let tries = 1; ; tries++)
        try {
          return await onClient(await connections.take(), work)
        } catch (error) {
          // Refused before anything was done.
          if (sqlState(error) !== readOnly || tries === mostTries) throw error
          connections.doubt()
        }
    } catch (error) {
      throw isOfframpError(error) ? error : storeFailed(error)
    } finally {
      calls--
    }
  }
}

/** A write was asked of a server that only reads. */
const readOnly = '25006'
/** While the whole database only reads, its connections are not made anew for every write. */
const restMs = 250

/**
 * The pool's connections. When one of them turns out to lead to a replica, another server has taken over: what was connected before
 * leads to the old one as well, and would go on reading what is true no more.
 */
function createConnections(pool: PgPool) {
  const madeIn = new WeakMap<PgClient, number>()
  let era = 0
  let doubtedAt = Number.NEGATIVE_INFINITY
  return {
    doubt() {
      if (performance.now() - doubtedAt < restMs) return
      doubtedAt = performance.now()
      era += 1
    },
    async take(): Promise<PgClient> {
      for (;;) {
        const client = await pool.connect()
        const made = madeIn.get(client) ?? era
        madeIn.set(client, made)
        if (made === era) return client
        madeIn.delete(client)
        client.release(true)
      }
    },
  }
}

async function onClient<value>(client: PgClient, work: (client: PgClient) => Promise<value>): Promise<value> {
  let broken = false
  // Unheard, what a connection says between two queries would end the process.
  const onError = () => {
    broken = true
  }
  client.on('error', onError)
  try {
    return await work(client)
  } catch (error) {
    broken ||= !leavesConnectionWhole(error)
    throw error
  } finally {
    client.release(broken)
    client.removeListener('error', onError)
  }
}

/** Whether the server refused one statement and goes on. Anything else, a time-out too, leaves a connection in doubt. */
function leavesConnectionWhole(error: unknown): boolean {
  if (error instanceof OfframpError) return true
  const code = sqlState(error)
  // 08: the connection is at fault; 57P: the server ends it.
  return code !== null && code !== readOnly && !/^(08|57P)/.test(code)
}

/** The five characters by which PostgreSQL names an error (its manual, appendix A). */
export function sqlState(error: unknown): string | null {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown }
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && typeof severity === 'string' ? code : null
}
