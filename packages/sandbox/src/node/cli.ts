#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { startSandbox } from './start.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    'block-time': { type: 'string', default: '300' },
    'webhook-url': { type: 'string' },
    'webhook-secret': { type: 'string', default: 'sandbox-webhook-secret' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const usage = `offramp-sandbox: stand-ins for Coinbase's and Capa's offramps over two local chains

  --port 4010            HTTP port on 127.0.0.1; 0 takes a free one
  --block-time 300       milliseconds between blocks; 0 mines each transaction at once
  --webhook-url <url>    deliver webhooks there
  --webhook-secret <s>   and sign them with this
  --json                 print one line of JSON when ready`

const wholeNumber = (name: 'port' | 'block-time') => {
  const text = values[name] ?? ''
  if (!/^\d{1,6}$/.test(text)) throw new Error(`--${name} has to be a whole number, not "${text}".`)
  return Number.parseInt(text, 10)
}

async function main() {
  if (values.help) {
    console.log(usage)
    return
  }
  const webhookUrl = values['webhook-url']
  const sandbox = await startSandbox({
    port: wholeNumber('port'),
    blockTimeMs: wholeNumber('block-time'),
    webhookTargets: webhookUrl ? [{ url: webhookUrl, secret: values['webhook-secret'] ?? '' }] : [],
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      sandbox.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
  const { ed25519 } = sandbox.apiKeys
  if (values.json) {
    const { url, chains, accounts, capa } = sandbox
    const { id: apiKeyId, secret: apiKeySecret } = ed25519
    console.log(JSON.stringify({ url, chains, accounts, apiKeyId, apiKeySecret, capa }))
    return
  }
  console.log(`Sandbox   ${sandbox.url}   (play money, nothing leaves this computer)`)
  console.log(`Wallet    ${sandbox.url}/wallet`)
  for (const chain of sandbox.chains)
    console.log(`Chain     ${chain.chainId} ${chain.name}   ${chain.rpcUrl}`)
  console.log(`API key   ${ed25519.id}`)
  console.log(`Secret    ${ed25519.secret}   (good for this sandbox only)`)
  console.log(`Capa key  ${sandbox.capa.key}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
