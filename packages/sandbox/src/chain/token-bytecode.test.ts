import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

it('the committed bytecode is what the contracts compile to', async () => {
  const script = fileURLToPath(new URL('../../contracts/compile.mjs', import.meta.url))
  await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toBeDefined()
}, 30_000)
