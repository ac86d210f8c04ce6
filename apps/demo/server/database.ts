import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the orders are kept: a SQLite file. The sandbox's chains end with the process, so its orders may too. */
export function chooseDatabase(live: boolean): { path: string; discard(): void } {
  if (live) return { path: 'tidewater.sqlite', discard: () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'offrampkit-demo-'))
  return {
    path: join(folder, 'orders.sqlite'),
    discard: () => rmSync(folder, { recursive: true, force: true }),
  }
}
