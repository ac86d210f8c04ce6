import { type Address, type Hex, recoverMessageAddress } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createRpc } from '../chain/rpc.ts'
import { byTestId, startTestSandbox, type TestSandbox } from '../test/harness.ts'

let sandbox: TestSandbox
const app = 'http://localhost:5173'
const other = 'http://localhost:9999'
const to = '0x1111111111111111111111111111111111111111'

beforeAll(async () => {
  sandbox = await startTestSandbox()
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.stop())

interface Answer {
  result?: unknown
  error?: { code: number; message: string }
  pending?: string
}

async function rpc(method: string, params: unknown[] = [], origin = app): Promise<Answer> {
  const response = await fetch(`${sandbox.url}/wallet/rpc`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ method, params }),
  })
  return response.json() as Promise<Answer>
}

async function outcome(pending: string | undefined, origin = app): Promise<Answer> {
  return (
    await fetch(`${sandbox.url}/wallet/rpc/${pending}`, { headers: { origin } })
  ).json() as Promise<Answer>
}

/** Asks, and follows the answer when it has to wait. */
async function ask(method: string, params: unknown[] = []): Promise<Answer> {
  const answer = await rpc(method, params)
  return answer.pending === undefined ? answer : outcome(answer.pending)
}

/** Presses a button of the wallet window. */
async function decide(id: string | undefined, decision: 'approve' | 'reject', origin = sandbox.url) {
  return fetch(`${sandbox.url}/wallet/decide`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ id: String(id), decision }),
    redirect: 'manual',
  })
}

const page = async () => (await fetch(`${sandbox.url}/wallet`)).text()
const account = (i = 0) => sandbox.accounts[i] as Address
const chainRpc = (i = 0) => createRpc(sandbox.chains[i]?.rpcUrl ?? '', fetch)

async function connect() {
  const { pending } = await rpc('eth_requestAccounts')
  await decide(pending, 'approve')
  await outcome(pending)
}

const transfer = (value = 25_000_000n) => ({
  from: account(),
  to: sandbox.chains[0]?.tokens[0]?.address,
  data: `0xa9059cbb${to.slice(2).padStart(64, '0')}${value.toString(16).padStart(64, '0')}`,
})

describe('connecting', () => {
  it('shows no account before the user agreed, then one, for this page only', async () => {
    expect(await rpc('eth_accounts')).toEqual({ result: [] })
    const { pending } = await rpc('eth_requestAccounts')
    expect(await page()).toContain(`data-testid="wallet-origin">${app} asks`)
    expect((await decide(pending, 'approve')).headers.get('location')).toBe('/wallet?done=1')
    expect(await outcome(pending)).toEqual({ result: [account()] })
    expect(await rpc('eth_accounts')).toEqual({ result: [account()] })
    expect(await rpc('eth_accounts', [], other)).toEqual({ result: [] })
    expect(await rpc('eth_requestAccounts')).toEqual({ result: [account()] })
  })

  it('answers 4001 when the user says no', async () => {
    const { pending } = await rpc('eth_requestAccounts')
    await decide(pending, 'reject')
    expect((await outcome(pending)).error?.code).toBe(4001)
    expect(await rpc('eth_accounts')).toEqual({ result: [] })
  })

  it('gives the permission in the shape of EIP-2255, and takes it back', async () => {
    sandbox.control.setWallet({ answer: 'approve' })
    const { result } = await ask('wallet_requestPermissions', [{ eth_accounts: {} }])
    expect(result).toMatchObject([{ parentCapability: 'eth_accounts', caveats: [{ value: [account()] }] }])
    await rpc('wallet_revokePermissions')
    expect(await rpc('eth_accounts')).toEqual({ result: [] })
  })

  it('tells connected pages of another account', async () => {
    await connect()
    await fetch(`${sandbox.url}/wallet/account`, {
      method: 'POST',
      headers: { origin: sandbox.url },
      body: new URLSearchParams({ address: account(1) }),
    })
    expect(await rpc('eth_accounts')).toEqual({ result: [account(1)] })
    expect((await rpc('eth_sendTransaction', [transfer()])).error?.code).toBe(4100)
  })
})

describe('who may ask and decide', () => {
  it('refuses pages from elsewhere', async () => {
    const response = await fetch(`${sandbox.url}/wallet/rpc`, {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'content-type': 'application/json' },
      body: JSON.stringify({ method: 'eth_accounts' }),
    })
    expect(response.status).toBe(403)
  })

  it("does not let a page approve for its user, or read another page's answer", async () => {
    const { pending } = await rpc('eth_requestAccounts')
    expect((await decide(pending, 'approve', app)).status).toBe(403)
    expect(sandbox.control.wallet().requests[0]?.state).toBe('pending')
    expect((await outcome(pending, other)).error?.code).toBe(-32603)
  })

  it("does not pass the node's own methods on", async () => {
    for (const method of ['anvil_setBalance', 'evm_mine', 'eth_sign', 'wallet_sendCalls']) {
      expect((await rpc(method)).error?.code).toBe(4200)
    }
    expect((await rpc('eth_blockNumber')).result).toMatch(/^0x/)
  })
})

describe('networks', () => {
  it('switches after asking, and knows no others', async () => {
    expect(await rpc('eth_chainId')).toEqual({ result: '0x7a69' })
    expect((await rpc('wallet_switchEthereumChain', [{ chainId: '0x1' }])).error?.code).toBe(4902)
    expect(await rpc('wallet_switchEthereumChain', [{ chainId: '0x7a69' }])).toEqual({ result: null })
    const { pending } = await rpc('wallet_switchEthereumChain', [{ chainId: '0x7a6a' }])
    expect(await page()).toContain('to <strong>Sandbox Ethereum</strong>')
    await decide(pending, 'approve')
    expect(await outcome(pending)).toEqual({ result: null })
    expect(await rpc('eth_chainId')).toEqual({ result: '0x7a6a' })
    expect(await rpc('eth_chainId', [], other)).toEqual({ result: '0x7a69' })
  })
})

describe('sending', () => {
  beforeEach(connect)

  it('shows amount, token and recipient in full, and sends what it showed', async () => {
    const { pending } = await rpc('eth_sendTransaction', [transfer()])
    const markup = await page()
    expect(byTestId(markup, 'wallet-amount')).toBe('25 USDC')
    expect(markup).toContain(
      `data-testid="wallet-to"><code class="address" translate="no" data-address="${to}"><span>0x</span> <span>1111</span>`,
    )
    await decide(pending, 'approve')
    const { result } = await outcome(pending)
    const receipt = (await chainRpc()('eth_getTransactionByHash', [result])) as { to: string; input: Hex }
    expect(receipt.input).toBe(transfer().data)
  })

  it('shows native coin, and warns of a call that it cannot read', async () => {
    const first = await rpc('eth_sendTransaction', [{ from: account(), to, value: '0x2386f26fc10000' }])
    expect(byTestId(await page(), 'wallet-amount')).toBe('0.01 ETH')
    await decide(first.pending, 'reject')
    const second = await rpc('eth_sendTransaction', [
      { from: account(), to, value: '0x0', data: '0xdeadbeef' },
    ])
    expect(await page()).toContain('cannot read')
    await decide(second.pending, 'reject')
  })

  it('survives the page: the question waits, and both questions are answered in turn', async () => {
    const first = await rpc('eth_sendTransaction', [transfer(1n)])
    const second = await rpc('eth_sendTransaction', [transfer(2n)])
    expect(byTestId(await page(), 'wallet-waiting')).toBe('1 more waiting')
    expect((await decide(first.pending, 'approve')).headers.get('location')).toBe('/wallet')
    await decide(second.pending, 'reject')
    expect((await outcome(first.pending)).result).toMatch(/^0x/)
    expect((await outcome(second.pending)).error?.code).toBe(4001)
    // Deciding again changes nothing.
    await decide(second.pending, 'approve')
    expect((await outcome(second.pending)).error?.code).toBe(4001)
  })

  it('refuses a wrong network or a missing recipient before asking', async () => {
    expect((await rpc('eth_sendTransaction', [{ ...transfer(), chainId: '0x1' }])).error?.code).toBe(4901)
    expect((await rpc('eth_sendTransaction', [{ from: account(), data: '0x' }])).error?.code).toBe(-32602)
    expect(sandbox.control.wallet().requests.filter((r) => r.state === 'pending')).toEqual([])
  })

  it("passes the chain's refusal on", async () => {
    sandbox.control.setWallet({ answer: 'approve' })
    const tooMuch = { from: account(), to, value: `0x${(10n ** 30n).toString(16)}` }
    const { error } = await ask('eth_sendTransaction', [tooMuch])
    expect(error?.message).toMatch(/insufficient/i)
  })

  it('signs messages with the account', async () => {
    const { pending } = await rpc('personal_sign', ['0x68656c6c6f', account()])
    expect(byTestId(await page(), 'wallet-message')).toBe('hello')
    await decide(pending, 'approve')
    const signature = (await outcome(pending)).result as Hex
    expect(await recoverMessageAddress({ message: 'hello', signature })).toBe(account())
  })

  it('is disconnected when told', async () => {
    sandbox.control.setWallet({ disconnected: true })
    expect((await rpc('eth_accounts')).error?.code).toBe(4900)
  })
})
