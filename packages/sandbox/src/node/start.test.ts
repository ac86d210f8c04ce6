import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { assertLocalChains, type SandboxChain } from '../chain/describe.ts'
import { createSandbox } from '../sandbox.ts'
import { placeOrder, startTestSandbox, type TestSandbox } from '../test/harness.ts'

const running: TestSandbox[] = []
const start = async (options = {}) => {
  const sandbox = await startTestSandbox(options)
  running.push(sandbox)
  return sandbox
}

afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop()
})

const answers = (url: string) =>
  fetch(url, { method: 'POST', body: '{}' }).then(
    () => true,
    () => false,
  )

/** Other work on the same machine may slow a start down; a broken one still fails. */
const patient = { timeout: 15_000 }

describe('starting', { timeout: 30_000 }, () => {
  it('gives the same token addresses each time, none of them on both chains', async () => {
    const [a, b] = [await start(), await start()]
    const addresses = (s: TestSandbox) => s.chains.flatMap((c) => c.tokens.map((t) => t.address))
    expect(addresses(a)).toEqual(addresses(b))
    expect(new Set(addresses(a)).size).toBe(6)
    expect(a.url).not.toBe(b.url)
  })

  it('repeats its random choices with the same seed', async () => {
    const [a, b] = [await start(), await start()]
    const first = (await placeOrder(a, 'ref')).order
    const second = (await placeOrder(b, 'ref')).order
    expect(second.row.transaction_id).toBe(first.row.transaction_id)
    expect(second.depositAddress).toBe(first.depositAddress)
  })

  it('ticks by itself, mines by itself, and delivers webhooks', async () => {
    const events: string[] = []
    const receiver = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      request.on('end', () => {
        events.push(JSON.parse(body).eventType)
        response.end()
      })
    })
    await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
    const sandbox = await start({ blockTimeMs: 100, tickMs: 20, webhookTargets: [{ url, secret: 's' }] })
    const block = async () =>
      (await (
        await fetch(sandbox.chains[0]?.rpcUrl ?? '', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_blockNumber' }),
        })
      ).json()) as { result: string }
    const before = (await block()).result
    await placeOrder(sandbox, 'ref')
    await expect
      .poll(() => events, patient)
      .toEqual(['offramp.transaction.created', 'offramp.transaction.updated'])
    await expect.poll(async () => (await block()).result, patient).not.toBe(before)
    await new Promise((done) => receiver.close(done))
  })

  it('stops everything', async () => {
    const sandbox = await startTestSandbox()
    await sandbox.stop()
    expect(await answers(sandbox.chains[0]?.rpcUrl ?? '')).toBe(false)
    expect(await answers(sandbox.url)).toBe(false)
  })

  it('leaves no states of its chains on the disk', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'offrampkit-states-'))
    const { TMPDIR } = process.env
    process.env.TMPDIR = folder
    try {
      const sandbox = await start()
      await fetch((sandbox.chains[0] as SandboxChain).rpcUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'anvil_mine', params: ['0x2bc'] }),
      })
      const files = () => readdirSync(folder, { recursive: true, withFileTypes: true })
      await expect.poll(() => files().filter((entry) => entry.isFile()).length).toBeGreaterThan(0)
      running.splice(running.indexOf(sandbox), 1)
      await sandbox.stop()
      expect(files()).toEqual([])
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR
      else process.env.TMPDIR = TMPDIR
      rmSync(folder, { recursive: true })
    }
  })

  it('leaves no chain behind, even when its owner is killed', async () => {
    const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))
    const child = spawn(process.execPath, ['--conditions=offrampkit-source', cli, '--port', '0', '--json'])
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()))
      child.once('exit', (code) => reject(new Error(`ended with ${code}`)))
    })
    const { chains } = JSON.parse(line) as { chains: SandboxChain[] }
    expect(await answers(chains[0]?.rpcUrl ?? '')).toBe(true)
    child.kill('SIGKILL')
    for (const chain of chains) await expect.poll(() => answers(chain.rpcUrl), patient).toBe(false)
  })
})

describe('what it refuses', () => {
  const chain: SandboxChain = {
    chainId: 31337,
    name: 'Sandbox Base',
    coinbaseNetwork: 'base',
    rpcUrl: 'http://127.0.0.1:1',
    native: { symbol: 'ETH', name: 'Ether', decimals: 18 },
    tokens: [],
  }

  it.each([1, 8453, 11155111])('a chain with the id %i', (chainId) => {
    expect(() => assertLocalChains([{ ...chain, chainId }])).toThrow(/replayed/)
  })

  it('a chain or an address off this machine', () => {
    expect(() => assertLocalChains([{ ...chain, rpcUrl: 'https://mainnet.example' }])).toThrow(/this machine/)
    expect(() => createSandbox({ chains: [chain], publicUrl: 'https://pay.example' })).toThrow(/localhost/)
  })
})
