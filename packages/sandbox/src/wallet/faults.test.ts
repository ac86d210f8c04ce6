import { encodeFunctionData, type Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sandboxAssets } from '../chain/describe.ts'
import { balanceOf, erc20Abi } from '../chain/erc20.ts'
import { createRpc } from '../chain/rpc.ts'
import { startTestSandbox, type TestSandbox } from '../test/harness.ts'
import type { WalletPersona } from './persona.ts'
import { THIEF } from './rewrite.ts'

let sandbox: TestSandbox
const origin = 'http://localhost:5173'
const recipients = Array.from(
  { length: 40 },
  (_, i) => `0x${(i + 1).toString(16).padStart(40, '7')}` as const,
)
let to: `0x${string}`

beforeAll(async () => {
  sandbox = await startTestSandbox()
})
beforeEach(async () => {
  sandbox.control.reset()
  sandbox.control.setWallet({ answer: 'approve' })
  to = recipients.pop() ?? '0x'
  await ask('eth_requestAccounts')
})
afterAll(() => sandbox.stop())

interface Answer {
  result?: unknown
  error?: { code: number }
  pending?: string
}

async function call(path: string, init?: RequestInit) {
  const response = await fetch(sandbox.url + path, {
    ...init,
    headers: { origin, 'content-type': 'application/json' },
  })
  return (await response.json()) as Answer
}

async function ask(method: string, params: unknown[] = []): Promise<Answer> {
  const answer = await call('/wallet/rpc', { method: 'POST', body: JSON.stringify({ method, params }) })
  return answer.pending === undefined ? answer : call(`/wallet/rpc/${answer.pending}`)
}

const rpcAt = (i: number) => createRpc(sandbox.chains[i]?.rpcUrl ?? '', fetch)

/** ETH that arrived at this test's own address on the i-th chain. */
async function arrived(i = 0): Promise<bigint> {
  await rpcAt(i)('evm_mine')
  return BigInt((await rpcAt(i)('eth_getBalance', [to, 'latest'])) as Hex)
}

const send = (over: Record<string, unknown> = {}) =>
  ask('eth_sendTransaction', [{ from: sandbox.accounts[0], to, value: '0x7', ...over }])

const transactionOf = async (hash: unknown) =>
  (await rpcAt(0)('eth_getTransactionByHash', [hash])) as { from: string; nonce: Hex } | null

describe('the wallet goes wrong', () => {
  it('not at all, unless told', async () => {
    const { result } = await send()
    expect(await transactionOf(result)).not.toBeNull()
    expect(await arrived()).toBe(7n)
  })

  it.each<[Partial<WalletPersona>, bigint, number]>([
    [{ sendFault: 'error-after-broadcast' }, 7n, -32000],
    [{ sendFault: 'error-after-broadcast', errorCode: -32603 }, 7n, -32603],
    [{ sendFault: 'error-before-broadcast', errorCode: 5000 }, 0n, 5000],
    [{ answer: 'reject' }, 0n, 4001],
  ])('%o: %s arrives, the app hears %i', async (persona, value, code) => {
    sandbox.control.setWallet(persona)
    expect((await send()).error?.code).toBe(code)
    expect(await arrived()).toBe(value)
  })

  it('hash, then dropped: a plausible hash that never comes', async () => {
    sandbox.control.setWallet({ sendFault: 'hash-then-drop' })
    const { result } = await send()
    expect(result).toMatch(/^0x[\da-f]{64}$/)
    expect(await transactionOf(result)).toBeNull()
    expect(await arrived()).toBe(0n)
  })

  it.each([
    ['null-answer', null],
    ['garbage-answer', { hash: 'unknown' }],
  ])('%s, after sending', async (sendFault, result) => {
    sandbox.control.setWallet({ sendFault })
    expect(await send()).toEqual({ result })
    expect(await arrived()).toBe(7n)
  })

  it('never answers, after sending', async () => {
    sandbox.control.setWallet({ sendFault: 'never-answer' })
    const { pending } = await call('/wallet/rpc', {
      method: 'POST',
      body: JSON.stringify({
        method: 'eth_sendTransaction',
        params: [{ from: sandbox.accounts[0], to, value: '0x7' }],
      }),
    })
    await expect.poll(() => arrived(), { timeout: 4000 }).toBe(7n)
    expect(sandbox.control.wallet().requests.find((r) => r.id === pending)?.state).toBe('working')
  })

  it('sends from another account', async () => {
    sandbox.control.setWallet({ sendFault: 'other-account' })
    const { result } = await send()
    expect((await transactionOf(result))?.from.toLowerCase()).toBe(sandbox.accounts[1]?.toLowerCase())
    expect(await arrived()).toBe(7n)
  })

  it('sends on the other chain', async () => {
    sandbox.control.setWallet({ sendFault: 'wrong-chain' })
    const { result } = await send()
    expect(await transactionOf(result)).toBeNull()
    expect([await arrived(0), await arrived(1)]).toEqual([0n, 7n])
  })

  it('speeds up: the money moves once, under another hash', async () => {
    sandbox.control.setWallet({ sendFault: 'speed-up' })
    const { result } = await send()
    expect(await transactionOf(result)).toBeNull()
    expect(await arrived()).toBe(7n)
  })

  it('cancels: the nonce is used, nothing arrives', async () => {
    const count = () => rpcAt(0)('eth_getTransactionCount', [sandbox.accounts[0], 'latest'])
    const before = BigInt((await count()) as Hex)
    sandbox.control.setWallet({ sendFault: 'cancel' })
    const { result } = await send()
    expect(await transactionOf(result)).toBeNull()
    expect(await arrived()).toBe(0n)
    expect(BigInt((await count()) as Hex)).toBe(before + 1n)
  })

  it("honours the app's nonce, or throws it away", async () => {
    const used = { nonce: '0x0' }
    expect((await send(used)).error?.code).toBeLessThan(0)
    sandbox.control.setWallet({ ignoreNonce: true })
    expect((await transactionOf((await send(used)).result))?.nonce).not.toBe('0x0')
    expect(await arrived()).toBe(7n)
  })

  it('sends twice: both arrive, unless the app named the nonce', async () => {
    sandbox.control.setWallet({ sendFault: 'answer-twice' })
    await send()
    expect(await arrived()).toBe(14n)
    to = recipients.pop() ?? '0x'
    const nonce = (await rpcAt(0)('eth_getTransactionCount', [sandbox.accounts[0], 'pending'])) as Hex
    expect((await send({ nonce })).result).toMatch(/^0x/)
    expect(await arrived()).toBe(7n)
  })

  it('chooses its own gas', async () => {
    sandbox.control.setWallet({ sendFault: 'rewrite-gas' })
    const sent = (await transactionOf((await send({ gas: '0x5208' })).result)) as { gas?: Hex } | null
    expect(BigInt(sent?.gas ?? '0x0')).toBe(234_567n)
    expect(await arrived()).toBe(7n)
  })

  it('appends to the data', async () => {
    sandbox.control.setWallet({ sendFault: 'rewrite-data' })
    const sent = (await transactionOf((await send()).result)) as { input?: Hex } | null
    expect(sent?.input).toBe('0xc0de')
    expect(await arrived()).toBe(7n)
  })

  it.each([
    ['rewrite-amount', 3n, 0n],
    ['rewrite-recipient', 0n, 7n],
  ])('%s: %s arrives here, %s at a thief', async (sendFault, here, there) => {
    const held = async () => BigInt((await rpcAt(0)('eth_getBalance', [THIEF, 'latest'])) as Hex)
    const before = await held()
    sandbox.control.setWallet({ sendFault })
    await send()
    expect(await arrived()).toBe(here)
    expect((await held()) - before).toBe(there)
  })

  it.each(['rewrite-everything', 'toString', 7, ''])(
    'not in a way that does not exist: %s',
    async (sendFault) => {
      const response = await fetch(`${sandbox.url}/control/wallet`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ sendFault }),
      })
      expect(response.status).toBe(400)
      expect(sandbox.control.wallet().persona.sendFault).toBe('none')
    },
  )

  it('as often as told', async () => {
    sandbox.control.setWallet({ sendFault: 'error-before-broadcast', faultTimes: 1 })
    expect((await send()).error?.code).toBe(-32000)
    expect((await send()).result).toMatch(/^0x/)
  })
})

describe('the test tokens', () => {
  const tokenAt = (symbol: string) => sandboxAssets(sandbox.chains).find((a) => a.symbol === symbol)!
  const transferData = (value: bigint) =>
    `0xa9059cbb${to.slice(2).padStart(64, '0')}${value.toString(16).padStart(64, '0')}`
  const simulate = (symbol: string) =>
    rpcAt(0)('eth_call', [
      { from: sandbox.accounts[0], to: tokenAt(symbol).address, data: transferData(5n) },
      'latest',
    ]) as Promise<Hex>

  it('USDC returns true, USDT returns nothing, and both move money', async () => {
    expect(BigInt(await simulate('USDC'))).toBe(1n)
    expect(await simulate('USDT')).toBe('0x')
    for (const symbol of ['USDC', 'USDT', 'DAI']) {
      await send({ to: tokenAt(symbol).address, value: '0x0', data: transferData(5n) })
      await rpcAt(0)('evm_mine')
      expect(await balanceOf(rpcAt(0), tokenAt(symbol), to)).toBe(5n)
    }
  })

  it.each([
    ['rewrite-data', 5n, 0n],
    ['rewrite-amount', 2n, 0n],
    ['rewrite-recipient', 0n, 5n],
  ])('%s changes a token transfer too: %s here, %s at a thief', async (sendFault, here, there) => {
    const token = tokenAt('USDC')
    const before = await balanceOf(rpcAt(0), token, THIEF)
    sandbox.control.setWallet({ sendFault })
    await send({ to: token.address, value: '0x0', data: transferData(5n) })
    await rpcAt(0)('evm_mine')
    expect(await balanceOf(rpcAt(0), token, to)).toBe(here)
    expect((await balanceOf(rpcAt(0), token, THIEF)) - before).toBe(there)
  })

  it('USDC refuses a blocked recipient', async () => {
    const data = encodeFunctionData({ abi: erc20Abi, functionName: 'setBlacklisted', args: [to, true] })
    await send({ to: tokenAt('USDC').address, value: '0x0', data })
    await rpcAt(0)('evm_mine')
    await expect(simulate('USDC')).rejects.toThrow(/Blacklisted|reverted/)
  })
})
