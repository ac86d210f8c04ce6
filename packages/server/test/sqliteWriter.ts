// A process of its own: writes new versions of one order and says each one that it was told is written.
import { sqliteStore } from '../src/stores/sqlite.ts'
import { nextWrite } from '../src/testing/storeSamples.ts'

const [path = '', orderId = '', most = '0'] = process.argv.slice(2)
const store = sqliteStore({ path })
for (let written = 0; written < Number(most); ) {
  const found = await store.order(orderId)
  if (!found) throw new Error('The order is missing.')
  const { status } = await store.compareAndSet(nextWrite(found))
  if (status !== 'written') continue
  written++
  process.stdout.write(`${found.version + 1}\n`)
}
await store.close()
