// `node sandbox/main.ts dev` or `start`: Next with the stand-ins for the providers and a local chain beside it. No real money.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { evmNetwork, native } from '@offrampkit/core'
import { startSandbox } from '@offrampkit/sandbox/node'
import type { Sandbox } from '../lib/environment.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string', default: '3000' } },
})
const mode = positionals[0] === 'start' ? 'start' : 'dev'
const blockTimeMs = 300
const sandbox = await startSandbox({ blockTimeMs })
const webhookSecret = crypto.randomUUID()
const chainOf = (name: string) =>
  evmNetwork(sandbox.chains.find(({ coinbaseNetwork }) => coinbaseNetwork === name)?.chainId ?? 0)

const environment: Sandbox = {
  world: {
    sandboxUrl: sandbox.url,
    networks: sandbox.chains.map(({ chainId, name }) => ({
      ...{ id: evmNetwork(chainId), name, blockTimeMs },
      ...{ kind: 'evm', finality: 3, test: true },
    })),
    assets: sandbox.describe().assets.map(({ chainId, address, symbol, name, decimals }) => ({
      ...{ network: evmNetwork(chainId), address: address ?? native },
      ...{ symbol, name, decimals },
    })),
    rpcUrls: Object.fromEntries(sandbox.chains.map(({ chainId, rpcUrl }) => [chainId, rpcUrl])),
  },
  coinbase: {
    apiKeyId: sandbox.apiKeys.ed25519.id,
    apiKeySecret: sandbox.apiKeys.ed25519.secret,
    webhookSecrets: [webhookSecret],
    baseUrl: sandbox.url,
    payUrl: `${sandbox.url}/v3/sell/input`,
    networks: { base: chainOf('base'), ethereum: chainOf('ethereum') },
  },
}

const folder = mkdtempSync(join(tmpdir(), 'offrampkit-next-'))
const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
const child = spawn(process.execPath, [next, mode, '-H', '127.0.0.1', '-p', values.port], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    NODE_ENV: mode === 'start' ? 'production' : 'development',
    NEXT_TELEMETRY_DISABLED: '1',
    OFFRAMP_SANDBOX: JSON.stringify(environment),
    ORDERS_DATABASE: join(folder, 'orders.sqlite'),
    SIWE_SECRET: crypto.randomUUID() + crypto.randomUUID(),
  },
})

let said = ''
let told = false
child.stdout.on('data', (chunk: Buffer) => {
  process.stderr.write(chunk)
  if (told) return
  said += String(chunk)
  // "Ready" comes when it answers; the address before it.
  const [, port] = /http:\/\/127\.0\.0\.1:(\d+)[\s\S]*Ready/.exec(said) ?? []
  if (!port) return
  told = true
  const url = `http://localhost:${port}`
  sandbox.control.addWebhookTarget({ url: `${url}/api/offramp/webhooks/coinbase`, secret: webhookSecret })
  console.log(JSON.stringify({ url, sandboxUrl: sandbox.url }))
})

child.once('exit', async (code) => {
  await sandbox.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(code ?? 0)
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill())
// A test runner that goes away closes our input: nothing outlives it.
if (!process.stdin.isTTY) process.stdin.resume().once('end', () => child.kill())
