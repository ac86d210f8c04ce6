import type { DatabaseSync } from 'node:sqlite'
import { OfframpError } from '@offrampkit/core'

/**
 * Opens the file with what an order book needs: a write-ahead log, so that readers and the one writer do not wait for each
 * other; and `synchronous = FULL`, so that what was answered survives a power cut. Only while it opens does it wait for other
 * processes: SQLite's way of waiting holds up the whole process.
 *
 * @throws OfframpError `invalid_config` on runtimes without `node:sqlite`, or when the file cannot be opened
 */
export function openFile(path: string): DatabaseSync {
  const sqlite = loadSqlite()
  try {
    const db = new sqlite.DatabaseSync(path)
    // Not the option of the constructor: Node knows that only from 22.16 on.
    db.exec('PRAGMA busy_timeout = 5000')
    db.exec('PRAGMA journal_mode = WAL')
    db.exec('PRAGMA synchronous = FULL')
    db.exec('PRAGMA foreign_keys = ON')
    return db
  } catch (cause) {
    throw new OfframpError({
      code: 'invalid_config',
      message: 'The SQLite file of the order book could not be opened.',
      why: 'Without it no order can be kept.',
      action: 'Check that the folder of `path` exists and that this process may write there.',
      cause,
    })
  }
}

function loadSqlite(): typeof import('node:sqlite') {
  const found = (
    globalThis as { process?: { getBuiltinModule?: (id: string) => unknown } }
  ).process?.getBuiltinModule?.('node:sqlite')
  if (found) return found as typeof import('node:sqlite')
  throw new OfframpError({
    code: 'invalid_config',
    message: 'This runtime has no SQLite.',
    why: 'sqliteStore uses the one that is built into Node 22.13 and newer.',
    action: 'Run the server on Node 22.13 or newer, or give createOfframpHandler another store.',
  })
}
