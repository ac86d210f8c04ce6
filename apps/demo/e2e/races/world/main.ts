// The world of the races in a process of its own: a real chain, the kit's own server, and one small page.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type Asset,
  createAssetRegistry,
  evmChainId,
  evmNetwork,
  type Network,
  native,
} from '@offrampkit/core'
import { httpBackend } from '@offrampkit/core/api'
import { httpChain } from '@offrampkit/deposit/browser'
import { startSandbox } from '@offrampkit/sandbox/node'
import { createOfframpHandler, memoryStore } from '@offrampkit/server'
import { toNodeListener } from '@offrampkit/server/node'
import type { RaceOrder, RaceSettings } from '../settings.ts'
import { atOnce, depositAddressOf } from './provider.ts'
import { type RaceFile, raceFiles } from './raceFiles.ts'

const amounts: Readonly<Record<string, string>> = { USDC: '25', ETH: '0.25' }

const sandbox = await startSandbox({ port: 0, blockTimeMs: 0, tickMs: 0 })
const [chain] = sandbox.chains
const usdc = chain?.tokens.find(({ symbol }) => symbol === 'USDC')
if (!chain || !usdc) throw new Error('The sandbox has no chain with USDC.')
const network: Network = {
  id: evmNetwork(chain.chainId),
  name: chain.name,
  kind: 'evm',
  finality: 1,
  blockTimeMs: 1_000,
  test: true,
}
const assets: Asset[] = [
  { network: network.id, address: native, symbol: 'ETH', name: 'Ether', decimals: 18 },
  { network: network.id, address: usdc.address, symbol: 'USDC', name: usdc.name, decimals: usdc.decimals },
]
const settings: RaceSettings = { networks: [network], assets, rpcUrls: { [network.id]: chain.rpcUrl } }
const userOf = (request: Request) => request.headers.get('x-race-user')

const server = createServer()
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const handler = createOfframpHandler({
  store: memoryStore(),
  providers: [atOnce],
  registry: createAssetRegistry(settings),
  authenticate: (request) => {
    const userId = userOf(request)
    return userId ? { userId, addresses: sandbox.accounts } : null
  },
  clientIp: () => '192.0.2.1',
  developmentClientIp: '192.0.2.1',
  allowedOrigins: [origin],
  returnUrl: origin,
  userLimits: { orders: Number.POSITIVE_INFINITY, sessions: Number.POSITIVE_INFINITY },
  chains: (id) => (id === network.id ? httpChain(network.id, chain.rpcUrl) : null),
})

/** A new order of a new user, whose provider waits for the deposit. */
async function createOrder(symbol: string, turn: number): Promise<RaceOrder> {
  const user = randomBytes(8).toString('hex')
  const backend = httpBackend({
    baseUrl: `${origin}/api/offramp`,
    headers: () => ({ 'x-race-user': user, origin }),
  })
  // The last two accounts deployed the tokens.
  const sender = sandbox.accounts[turn % 8] ?? ''
  const { orderId } = await backend.createOrder({
    requestId: randomBytes(16).toString('base64url'),
    provider: 'form-only',
    request: {
      asset: symbol,
      network: network.id,
      amount: amounts[symbol] ?? '1',
      cashoutCurrency: 'USD',
      country: 'US',
    },
    sender,
  })
  await backend.createSession({ orderId })
  return { orderId, user, sender, to: depositAddressOf(orderId), chainId: evmChainId(network.id) ?? 0 }
}

const api = toNodeListener(handler)
const pages = { main: raceFiles('main'), mutated: null as ReturnType<typeof raceFiles> | null }

/** The mutated page is built when somebody asks for it. */
async function fileAt(path: string): Promise<RaceFile | undefined> {
  if (path === '/away') return { type: 'text/html', body: '<title>Elsewhere</title>' }
  if (!path.startsWith('/mutated/')) return (await pages.main).get(path)
  pages.mutated ??= raceFiles('mutated')
  return (await pages.mutated).get(path)
}

let turn = 0
server.on('request', (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', origin)
  if (pathname.startsWith('/api/offramp')) return void api(request, response)
  const answer = (type: string, body: string) =>
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body)
  if (pathname === '/settings.json') return answer('application/json', JSON.stringify(settings))
  if (pathname === '/order' && request.method === 'POST') {
    turn += 1
    createOrder(searchParams.get('asset') ?? 'USDC', turn).then(
      (order) => answer('application/json', JSON.stringify(order)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
    return
  }
  fileAt(pathname).then(
    (file) => (file ? answer(file.type, file.body) : response.writeHead(404).end()),
    (error: unknown) => response.writeHead(500).end(String(error)),
  )
})

await pages.main
console.log(JSON.stringify({ url: origin, rpcUrl: chain.rpcUrl }))
// It ends with its standard input, so that it cannot outlive the test runner.
process.stdin.resume().once('end', async () => {
  server.close()
  server.closeAllConnections()
  await sandbox.stop()
  process.exit(0)
})
