import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { capaUserFile } from './capaUserFile.ts'

it('keeps the first id of a user, also over a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capa-users-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'orders.sqlite')
  const users = capaUserFile(path)
  expect(await users.find('ada')).toBeNull()
  expect(await users.keep('ada', 'first')).toBe('first')
  expect(await users.keep('ada', 'second')).toBe('first')
  const again = capaUserFile(path)
  expect(await again.find('ada')).toBe('first')
  expect(await again.find('bob')).toBeNull()
})
