import { type Asset, native } from '@offrampkit/core'
import { bindDeposit } from '@offrampkit/core/deposit'
import { formatAmount } from '@offrampkit/core/money'
import { type RunningChain, startAnvil } from '@offrampkit/sandbox/node'
import type { Hex } from 'viem'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { httpChain } from '../browser/chain.ts'
import type { DepositPorts } from '../depositor.ts'
import { check } from '../protocol/preflight.ts'
import { encodeDeposit } from '../protocol/transaction.ts'
import { manualClock } from '../testing/manualClock.ts'
import { setOpStackFees } from '../testing/recorded/opStack.ts'
import { type FiatCall, placeFiatToken } from '../testing/recorded/tokens.ts'
import { testOrder, testRegistry } from '../testing/testOrder.ts'
import { testWallet } from '../testing/testWallet.ts'
import { maxDeposit } from './maxDeposit.ts'

const chainId = 10
const network = { id: 'eip155:10', name: 'OP stack', kind: 'evm', finality: 2, blockTimeMs: 1_000 } as const
const coin: Asset = { network: network.id, address: native, symbol: 'ETH', name: 'Ether', decimals: 18 }
const to = `0x${'d0'.repeat(20)}`
const hex = (value: bigint) => `0x${value.toString(16)}`

let anvil: RunningChain
let chain: ReturnType<typeof httpChain>
let sender: Hex
let fiat: { address: Hex; call: FiatCall }
let usdc: Asset
const rpc = (method: string, ...params: unknown[]) => chain.request({ method, params })
const hold = (wei: bigint) => rpc('anvil_setBalance', sender, hex(wei))

beforeAll(async () => {
  anvil = await startAnvil({
    chainId,
    blockTimeMs: 0,
    args: ['--network', 'optimism', '--hardfork', 'isthmus'],
  })
  chain = httpChain(network.id, anvil.rpcUrl)
  sender = ((await rpc('eth_accounts')) as Hex[])[0]!.toLowerCase() as Hex
  fiat = await placeFiatToken(chain, sender)
  usdc = { ...coin, address: fiat.address, symbol: 'USDC', decimals: 6 }
  await setOpStackFees(chain, {
    l1BaseFee: 10n ** 10n,
    blobBaseFee: 10n ** 9n,
    baseFeeScalar: 2_269n,
    blobBaseFeeScalar: 1_055_762n,
    operatorFeeScalar: 5_000_000n,
    operatorFeeConstant: 10n ** 13n,
  })
}, 30_000)
afterAll(() => anvil.close())
beforeEach(() => hold(10n ** 18n))

/** What the preflight says to an order of this amount: `ok`, or the code of its refusal. */
async function preflight(asset: Asset, amount: string): Promise<string> {
  const clock = manualClock(1_790_000_000_000)
  const order = testOrder({ network, asset, sender, to, amount, now: clock.now() })
  const binding = bindDeposit(order, testRegistry(network, [asset]), clock.now())
  if (binding.state !== 'ready') return expect.unreachable('The order is not ready.')
  const { instruction } = binding
  const wallet = testWallet(chain, { account: sender, chainId })
  const ports = { clock } as unknown as DepositPorts
  return check(ports, chain, wallet, instruction, sender, encodeDeposit(instruction)).then(
    () => 'ok',
    (error: { code: string }) => error.code,
  )
}

/** Sends all of the token as ethers would offer it; the status of its receipt. */
async function sellAll(): Promise<unknown> {
  const price = BigInt((await rpc('eth_gasPrice')) as string)
  const { baseFeePerGas } = (await rpc('eth_getBlockByNumber', 'pending', false)) as { baseFeePerGas: string }
  const data = `0xa9059cbb${to.slice(2).padStart(64, '0')}${(10n ** 9n).toString(16).padStart(64, '0')}`
  const call = { from: sender, to: fiat.address, data }
  const tip = price - BigInt(baseFeePerGas)
  const offer = { maxFeePerGas: hex(BigInt(baseFeePerGas) + price), maxPriorityFeePerGas: hex(tip) }
  const gas = await rpc('eth_estimateGas', call)
  const hash = await rpc('eth_sendTransaction', { ...call, gas, ...offer })
  await rpc('anvil_mine', '0x1')
  return ((await rpc('eth_getTransactionReceipt', hash)) as { status: string } | null)?.status
}

describe('the coin', () => {
  test('leaves twice what the preflight asks for, so that gas may get dearer by then', async () => {
    const { units, amount, balance, reserve, gasCovered } = await maxDeposit({ chain, asset: coin, sender })
    expect(balance).toBe(10n ** 18n)
    expect(units).toBe(balance - reserve)
    expect(amount).toBe(formatAmount(units, 18))
    expect(gasCovered).toBe(true)
    expect(await preflight(coin, amount)).toBe('ok')
    // The preflight asks for half of the reserve; a wei more than that half is one too many.
    expect(await preflight(coin, formatAmount(units + reserve / 2n, 18))).toBe('ok')
    expect(await preflight(coin, formatAmount(units + reserve / 2n + 1n, 18))).toBe('insufficient_gas')
  })

  test('is nothing where the reserve is not there, to the wei', async () => {
    const { reserve } = await maxDeposit({ chain, asset: coin, sender })
    await hold(reserve + 1n)
    expect(await maxDeposit({ chain, asset: coin, sender })).toMatchObject({
      units: 1n,
      amount: `0.${'1'.padStart(18, '0')}`,
    })
    for (const wei of [reserve, reserve - 1n, 1n, 0n]) {
      await hold(wei)
      const most = await maxDeposit({ chain, asset: coin, sender })
      expect(most).toMatchObject({ units: 0n, amount: '0', balance: wei, gasCovered: wei >= reserve })
    }
  })
})

describe('a token', () => {
  test('is all of it, and the preflight accepts that', async () => {
    const most = await maxDeposit({ chain, asset: usdc, sender })
    expect(most).toMatchObject({
      units: 1_000_000_000n,
      amount: '1000',
      balance: 1_000_000_000n,
      gasCovered: true,
    })
    expect(await preflight(usdc, most.amount)).toBe('ok')
  })

  test('says whether its gas is there, to the wei', async () => {
    const { reserve } = await maxDeposit({ chain, asset: usdc, sender })
    await hold(reserve)
    expect(await maxDeposit({ chain, asset: usdc, sender })).toMatchObject({ gasCovered: true })
    expect(await preflight(usdc, '1000')).toBe('ok')
    await hold(reserve - 1n)
    expect(await maxDeposit({ chain, asset: usdc, sender })).toMatchObject({
      units: 10n ** 9n,
      gasCovered: false,
    })
    expect(await preflight(usdc, '1000')).toBe('insufficient_gas')
    await hold(0n)
    expect(await maxDeposit({ chain, asset: usdc, sender })).toMatchObject({
      units: 10n ** 9n,
      gasCovered: false,
    })
  })

  test('is taken by the chain to the last unit, with no more than its gas', async () => {
    const { reserve } = await maxDeposit({ chain, asset: usdc, sender })
    await hold(reserve)
    expect(await preflight(usdc, '1000')).toBe('ok')
    expect(await sellAll()).toBe('0x1')
    await hold(10n ** 18n)
    await fiat.call('mint', [sender, 10n ** 9n])
  })

  test('of which there is nothing', async () => {
    const account = ((await rpc('eth_accounts')) as Hex[])[1]!
    const most = await maxDeposit({ chain, asset: usdc, sender: account })
    expect(most).toMatchObject({ units: 0n, amount: '0', balance: 0n, gasCovered: true })
  })

  test('that is paused', async () => {
    await fiat.call('pause', [])
    const most = maxDeposit({ chain, asset: usdc, sender })
    await expect(most).rejects.toMatchObject({
      name: 'OfframpError',
      code: 'simulation_failed',
      moneyMoved: 'no',
    })
    await fiat.call('unpause', [])
  })
})

describe('nothing is said about', () => {
  const refused = (changes: Partial<Parameters<typeof maxDeposit>[0]>) =>
    maxDeposit({ chain, asset: usdc, sender, ...changes }).then(
      () => expect.unreachable('It answered.'),
      (error: { code: string }) => error.code,
    )
  test('another network than the port’s', async () => {
    expect(await refused({ asset: { ...usdc, network: 'eip155:8453' } })).toBe('unsupported_network')
    expect(await refused({ asset: { ...usdc, network: 'solana:mainnet' } })).toBe('unsupported_network')
    expect(await refused({ chain: null })).toBe('unsupported_network')
  })
  test('an endpoint of another chain', async () => {
    const other = httpChain('eip155:8453', anvil.rpcUrl)
    expect(await refused({ chain: other, asset: { ...usdc, network: 'eip155:8453' } })).toBe(
      'chain_unreadable',
    )
  })
  test('an endpoint that fails', async () => {
    const dead = { network: network.id, request: () => Promise.reject(new Error('gone')) }
    expect(await refused({ chain: dead })).toBe('chain_unreadable')
  })
  test('a contract account, or a token that is not what the registry says', async () => {
    expect(await refused({ sender: fiat.address })).toBe('contract_account')
    expect(await refused({ asset: { ...usdc, decimals: 18 } })).toBe('token_mismatch')
    expect(await refused({ asset: { ...usdc, address: to } })).toBe('token_mismatch')
  })
})
