import { isOfframpError, OfframpError } from '@offrampkit/core'
import { storeFailed } from '../../refusals.ts'
import type { PgClient, PgPool } from './pgShapes.ts'

/** Runs work on a connection of the pool. Rejects with `store_failed` or with what the work refused; the next call works. */
export type WithClient = <value>(work: (client: PgClient) => Promise<value>) => Promise<value>

/** More calls than this at once could not all be served before they give up: it is better to say so at once. */
const mostCalls = 10_000

export function createWithClient(pool: PgPool): WithClient {
  let calls = 0
  return async (work) => {
    if (calls >= mostCalls) throw storeFailed(new Error('Too many calls wait for the database.'))
    calls++
    try {
      return await onClient(await pool.connect(), work)
    } catch (error) {
      throw isOfframpError(error) ? error : storeFailed(error)
    } finally {
      calls--
    }
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
  // 08: the connection is at fault; 57P: the server ends it; 25006: it leads to a server that became a replica.
  return code !== null && !/^(08|57P|25006)/.test(code)
}

/** The five characters by which PostgreSQL names an error (its manual, appendix A). */
export function sqlState(error: unknown): string | null {
  const { code, severity } = (error ?? {}) as { code?: unknown; severity?: unknown }
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && typeof severity === 'string' ? code : null
}
