import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Plan } from './plan.ts'
import type { RaceOrder } from './settings.ts'

/** Chain, server and page of the races, in a process of their own. */
export interface RaceWorld {
  url: string
  rpc(method: string, params: unknown[]): Promise<unknown>
  order(asset: Plan['asset']): Promise<RaceOrder>
  /** How often coins reached the address of an order, by the chain alone. */
  arrivals(order: RaceOrder, asset: Plan['asset']): Promise<number>
  stop(): Promise<void>
}

const main = fileURLToPath(new URL('./world/main.ts', import.meta.url))
const transferTopic = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'

export async function startRaceWorld(): Promise<RaceWorld> {
  const child = spawn(process.execPath, ['--conditions=offrampkit-source', main], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  const line = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += String(chunk)
      if (text.includes('\n')) resolve(text)
    })
    child.once('exit', (code) =>
      reject(new Error(`The world ended with code ${code}. ${errors.slice(-2000)}`)),
    )
  })
  const { url, rpcUrl } = JSON.parse(line) as { url: string; rpcUrl: string }

  async function rpc(method: string, params: unknown[]): Promise<unknown> {
    const response = await fetch(rpcUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    })
    const body = (await response.json()) as { result?: unknown; error?: { message: string } }
    if (body.error) throw new Error(`${method}: ${body.error.message}`)
    return body.result
  }

  async function coinsTo(to: string): Promise<number> {
    const head = Number(await rpc('eth_blockNumber', []))
    let count = 0
    for (let number = 0; number <= head; number += 1) {
      const block = (await rpc('eth_getBlockByNumber', [`0x${number.toString(16)}`, true])) as {
        transactions: { to: string | null; value: string }[]
      }
      count += block.transactions.filter((tx) => tx.to === to && BigInt(tx.value) > 0n).length
    }
    return count
  }

  return {
    url,
    rpc,
    async order(asset) {
      const response = await fetch(`${url}/order?asset=${asset}`, { method: 'POST' })
      if (!response.ok) throw new Error(`No order: ${await response.text()}`)
      return (await response.json()) as RaceOrder
    },
    async arrivals({ to }, asset) {
      if (asset === 'ETH') return coinsTo(to)
      const topics = [transferTopic, null, `0x${to.slice(2).padStart(64, '0')}`]
      const logs = await rpc('eth_getLogs', [{ fromBlock: '0x0', toBlock: 'latest', topics }])
      return (logs as unknown[]).length
    },
    async stop() {
      child.stdin.end()
      await exited
    },
  }
}
