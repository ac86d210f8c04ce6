import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { postgresFolder, redisServer } from './databases.mjs'
import { fromDistribution, onPath } from './distribution.mjs'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offrampkit-distribution-'))
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

/** A machine with these programs and nothing else. */
function machine(programs) {
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  const find = () => onPath('engined', folder)
  const wanted = {
    find,
    name: 'Engine',
    packages: ['engine'],
    elsewhere: 'brew install engine',
    need: 'It needs it',
  }
  return (env = {}) => fromDistribution(wanted, { PATH: folder, ...env })
}

const asRoot = (isRoot) => vi.spyOn(process, 'getuid').mockReturnValue(isRoot ? 0 : 1000)
const fakeApt = () => ({
  'apt-get': `echo "$@" >> ${folder}/asked; case "$*" in *install*) : > ${folder}/engined;; esac`,
})
const asked = () => existsSync(join(folder, 'asked'))

it('takes what is there, and asks for nothing', async () => {
  asRoot(true)
  const bring = machine({ ...fakeApt(), engined: '' })
  expect(await bring()).toBe(join(folder, 'engined'))
  expect(asked()).toBe(false)
})

it('installs as root', async () => {
  asRoot(true)
  expect(await machine(fakeApt())()).toBe(join(folder, 'engined'))
})

it('installs through sudo where CI says so', async () => {
  asRoot(false)
  const bring = machine({
    ...fakeApt(),
    sudo: 'while case "$1" in -*) true;; *) false;; esac; do shift; done; exec "$@"',
  })
  expect(await bring({ CI: '1' })).toBe(join(folder, 'engined'))
})

it("leaves a user's machine alone and says which line to run", async () => {
  asRoot(false)
  const bring = machine(fakeApt())
  await expect(bring()).rejects.toThrow(
    /It needs it.*sudo apt-get update && sudo apt-get install .* engine\n/s,
  )
  expect(asked()).toBe(false)
})

it('says what to do where there is no apt, and where apt fails', async () => {
  asRoot(true)
  await expect(machine({})()).rejects.toThrow(/brew install engine/)
  await expect(machine({ 'apt-get': 'exit 100' })()).rejects.toThrow(/could not install Engine/)
})

it('refuses a setting that leads nowhere', () => {
  expect(() => postgresFolder({ POSTGRES_BIN: folder })).toThrow(/POSTGRES_BIN is .*no .*initdb/)
  expect(() => redisServer({ REDIS_SERVER: join(folder, 'none') })).toThrow(/REDIS_SERVER is/)
  writeFileSync(join(folder, 'initdb'), '')
  expect(postgresFolder({ POSTGRES_BIN: folder })).toBe(folder)
  expect(postgresFolder({ PATH: folder })).toBe(folder)
})
