import { type AssetRegistry, createAssetRegistry, evmNetwork, type NetworkId, native } from '@offrampkit/core'
import { apiVersion, apiVersionHeader, httpBackend, type OrderView } from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import { type AttemptView, createId, type FlowId } from '@offrampkit/core/order'
import type { ServerProviderFactory } from '@offrampkit/core/provider'
import { type RunningSandbox, startSandbox } from '@offrampkit/sandbox/node'
import { createOfframpHandler, memoryStore } from '@offrampkit/server'
import { type Address, encodeFunctionData, erc20Abi, type Hash } from 'viem'

const origin = 'https://app.example'
const newId = () => createId((length) => crypto.getRandomValues(new Uint8Array(length)))

/** Where the handler hears of a provider. */
export const hookOf = (provider: string) => `${origin}/api/offramp/webhooks/${provider}`

/** A sandbox that the tests of one file share, with the clock of everybody in it. Time stands still until it is moved. */
export async function startWorld(chain: 'base' | 'celo') {
  const world = {
    chain,
    time: Date.UTC(2026, 10, 21, 12),
    /** The app of the running test; webhooks reach it, everything else goes to the local chains. */
    receive: async (_: Request) => new Response(null, { status: 503 }),
  }
  const sandbox = await startSandbox({
    celo: chain === 'celo',
    blockTimeMs: 0,
    tickMs: 0,
    clock: { now: () => world.time },
    fetch: async (input, init) =>
      input.startsWith(origin) ? await world.receive(new Request(input, init)) : await fetch(input, init),
  })
  return Object.assign(world, { sandbox, stop: () => sandbox.stop() })
}

export type World = Awaited<ReturnType<typeof startWorld>>

/**
 * A seller's app on a real local chain: the browser's backend → the kit's handler → a provider's own adapter → its stand-in, which
 * was not written from the adapter. Whatever was in the world before is gone, save the chains.
 */
export async function startSellerApp(
  world: World,
  provider: (
    sandbox: RunningSandbox,
    network: NetworkId,
  ) => ServerProviderFactory | Promise<ServerProviderFactory>,
) {
  const { sandbox } = world
  sandbox.control.reset()
  /** What the handler answered to webhooks. */
  const statuses: number[] = []
  const chain = sandbox.chains.find((one) => one.coinbaseNetwork === world.chain)
  if (!chain) throw new Error(`The sandbox has no ${world.chain}.`)
  const network = evmNetwork(chain.chainId)
  const seller = sandbox.accounts[0] as Address
  const registry: AssetRegistry = createAssetRegistry({
    networks: [{ id: network, name: chain.name, kind: 'evm', finality: 2, blockTimeMs: 300, test: true }],
    assets: [
      { network, address: native, ...chain.native },
      ...chain.tokens.map((token) => ({ network, ...token })),
    ],
  })
  /** What the handler could not do, by its messages. */
  const log: string[] = []
  const handler = createOfframpHandler({
    store: memoryStore(),
    providers: [await provider(sandbox, network)],
    registry,
    authenticate: () => ({ userId: 'user-7', addresses: [seller] }),
    clientIp: () => '203.0.113.7',
    returnUrl: `${origin}/cash-out`,
    allowedOrigins: [origin],
    now: () => world.time,
    onError: (error) => log.push(error.message),
  })
  world.receive = async (request) => {
    const response = await handler(request)
    statuses.push(response.status)
    return response
  }
  const backend = httpBackend({
    baseUrl: `${origin}/api/offramp`,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers)
      headers.set('origin', origin)
      headers.set(apiVersionHeader, apiVersion)
      return await handler(new Request(input, { ...init, headers }))
    },
  })

  async function rpc<answer>(method: string, params: unknown[] = []): Promise<answer> {
    const response = await fetch((chain as { rpcUrl: string }).rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })
    const { result, error } = (await response.json()) as { result: answer; error?: { message: string } }
    if (error) throw new Error(error.message)
    return result
  }

  const look = (orderId: string): Promise<OrderView> => backend.getOrder({ orderId })
  const statusOf = async (orderId: string) => (await look(orderId)).status
  const bind = (order: OrderView) => bindDeposit(order, registry, order.serverNow)
  const tick = async () => {
    // A chain that mines at once answers before its block is there.
    await rpc('evm_mine')
    await sandbox.tick()
  }

  return {
    sandbox,
    backend,
    network,
    seller,
    statuses,
    log,
    look,
    statusOf,
    tick,
    /** What the kit would have the wallet do: `ready`, or why not. */
    bindingOf: async (orderId: string) => bind(await look(orderId)),
    /** Moves everybody's clock, and lets the stand-in look around. */
    async pass(ms: number) {
      world.time += ms
      await tick()
    },
    /** Runs one of the sandbox's scenarios by its name, and lets the stand-in look around. */
    async scenario(id: string) {
      await sandbox.control.runScenario(id)
      await tick()
    },
    /** Makes the order. */
    async order(provider: string, flow: FlowId, request: Omit<OrderView['request'], 'network'>) {
      const wish = { requestId: newId(), provider, flow, request: { ...request, network }, sender: seller }
      return (await backend.createOrder(wish)).orderId
    },
    async answer(orderId: string, values: Record<string, string>) {
      if (!backend.continueSession) throw new Error('The backend takes no answers.')
      return await backend.continueSession({ orderId, values })
    },
    /** Reserves the one attempt, sends on the chain as the wallet does, and reports the hash. */
    async send(orderId: string): Promise<Hash> {
      const binding = bind(await look(orderId))
      if (binding.state !== 'ready') throw new Error(`The binding is ${JSON.stringify(binding)}.`)
      const { asset, digest, to, units } = binding.instruction
      if (units === null) throw new Error('The instruction says no amount.')
      const facts = { sender: seller, fromBlock: 0, nonce: 0, pin: null, startedAt: world.time }
      const attempt: AttemptView = { attemptId: newId(), phase: 'armed', digest, ...facts }
      await backend.deposits?.reserve({ orderId, attempt })
      const args = [to as Address, units] as const
      const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args })
      const txHash = await rpc<Hash>('eth_sendTransaction', [{ from: seller, to: asset.address, data }])
      await tick()
      await backend.deposits?.report({ orderId, attemptId: attempt.attemptId, phase: 'hash', txHash })
      return txHash
    },
    /** The oracle for money: base units of every token transfer to the address, in order. */
    async arrivedAt(address: string): Promise<bigint[]> {
      const topic = `0x${address.slice(2).toLowerCase().padStart(64, '0')}`
      const logs = await rpc<{ data: string }[]>('eth_getLogs', [
        { fromBlock: '0x0', toBlock: 'latest', topics: [null, null, topic] },
      ])
      return logs.map((log) => BigInt(log.data))
    },
  }
}
