import { evmNetwork, type Network, native } from '@offrampkit/core'
import { bindDeposit, type DepositInstruction } from '@offrampkit/core/deposit'
import { type RunningChain, startAnvil } from '@offrampkit/sandbox/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { httpChain } from '../browser/chain.ts'
import type { DepositPorts } from '../depositor.ts'
import { check } from '../protocol/preflight.ts'
import { encodeDeposit } from '../protocol/transaction.ts'
import { manualClock } from '../testing/manualClock.ts'
import { type OpStackFees, setOpStackFees } from '../testing/recorded/opStack.ts'
import { testOrder, testRegistry } from '../testing/testOrder.ts'
import { testWallet } from '../testing/testWallet.ts'
import { gasCostOf } from './fees.ts'
import { numberOf } from './state.ts'

const chainId = 8453
const network: Network = {
  id: evmNetwork(chainId),
  name: 'OP stack',
  kind: 'evm',
  finality: 2,
  blockTimeMs: 1_000,
}
const coin = { network: network.id, address: native, symbol: 'ETH', name: 'Ether', decimals: 18 }
const oracle = '0x420000000000000000000000000000000000000f'
const hex = (value: bigint) => `0x${value.toString(16)}`
const word = (value: bigint) => value.toString(16).padStart(64, '0')

/** Like Base in 2025, with an operator fee, which Base has not. */
const usual: OpStackFees = {
  l1BaseFee: 10n ** 10n,
  blobBaseFee: 3n * 10n ** 9n,
  baseFeeScalar: 2_269n,
  blobBaseFeeScalar: 1_055_762n,
  operatorFeeScalar: 5_000_000n,
  operatorFeeConstant: 7_000_000_000_000n,
}

let anvil: RunningChain
let chain: ReturnType<typeof httpChain>
let sender: string
const rpc = (method: string, ...params: unknown[]) => chain.request({ method, params })
const quantity = async (method: string, ...params: unknown[]) =>
  BigInt((await rpc(method, ...params)) as string)

beforeAll(async () => {
  anvil = await startAnvil({
    chainId,
    blockTimeMs: 0,
    args: ['--network', 'optimism', '--hardfork', 'isthmus'],
  })
  chain = httpChain(network.id, anvil.rpcUrl)
  sender = ((await rpc('eth_accounts')) as string[])[0]!.toLowerCase()
}, 30_000)
afterAll(() => anvil.close())

/** The specification's own arithmetic, from what is in storage. */
function byTheSpecification(fees: OpStackFees, unsignedBytes: bigint, gas: bigint) {
  const size = unsignedBytes + 68n
  const compressed = size + size / 255n + 16n
  const estimated = -42_585_600n + 836_500n * compressed
  const price = 16n * fees.baseFeeScalar * fees.l1BaseFee + fees.blobBaseFeeScalar * fees.blobBaseFee
  return {
    l1: ((estimated > 100_000_000n ? estimated : 100_000_000n) * price) / 10n ** 12n,
    operator: (gas * fees.operatorFeeScalar) / 10n ** 6n + fees.operatorFeeConstant,
  }
}

const fees: [string, OpStackFees][] = [
  ['as usual', usual],
  ['without an operator fee', { ...usual, operatorFeeScalar: 0n, operatorFeeConstant: 0n }],
  ['with L1 dear', { ...usual, l1BaseFee: 3n * 10n ** 11n, blobBaseFee: 10n ** 12n }],
  [
    'with everything at its largest',
    { ...usual, operatorFeeScalar: 2n ** 32n - 1n, operatorFeeConstant: 2n ** 50n },
  ],
]

describe.each(fees)('the recorded oracle, %s', (_, set) => {
  test('tells what the specification says', async () => {
    await setOpStackFees(chain, set)
    for (const [bytes, gas] of [
      [121n, 21_000n],
      [189n, 65_000n],
      [400n, 1_000_001n],
    ] as const) {
      const expected = byTheSpecification(set, bytes, gas)
      expect(await numberOf(chain, oracle, `0xf1c7a58b${word(bytes)}`)).toBe(expected.l1)
      expect(await numberOf(chain, oracle, `0x275aedd2${word(gas)}`)).toBe(expected.operator)
    }
  })

  test('is counted, twice over, and the chain never takes more', async () => {
    await setOpStackFees(chain, set)
    const call = { from: sender, to: `0x${'d0'.repeat(20)}`, value: '0x1', data: '0x' }
    const price = await quantity('eth_gasPrice')
    const { gasLimit, gasCost } = await gasCostOf(chain, call)
    const { l1, operator } = byTheSpecification(set, 121n, gasLimit)
    expect(gasCost).toBe(2n * (gasLimit * price + l1 + operator))

    const before = await quantity('eth_getBalance', sender, 'latest')
    const receipt = await sent({ ...call, gas: hex(gasLimit), gasPrice: hex(price) })
    const paid = before - (await quantity('eth_getBalance', sender, 'latest')) - 1n
    const beside = paid - BigInt(receipt!.gasUsed) * price
    expect(beside).toBeGreaterThan(operator)
    expect(beside).toBeLessThanOrEqual(l1 + operator)
  })
})

interface Receipt {
  status: string
  gasUsed: string
}

/** Sends, and mines one block more: what is not in by then stays out. */
async function sent(transaction: Record<string, string>): Promise<Receipt | null> {
  const hash = await rpc('eth_sendTransaction', transaction)
  await rpc('anvil_mine', '0x1')
  return (await rpc('eth_getTransactionReceipt', hash)) as Receipt | null
}

const clock = manualClock(1_790_000_000_000)
const registry = testRegistry(network, [coin])
const to = `0x${'d0'.repeat(20)}`

/** What the preflight reads, or the code of its refusal. */
async function preflight(amount: string) {
  const order = testOrder({ network, asset: coin, sender, to, amount, now: clock.now() })
  const binding = bindDeposit(order, registry, clock.now())
  const instruction: DepositInstruction =
    binding.state === 'ready' ? binding.instruction : expect.unreachable()
  const wallet = testWallet(chain, { account: sender, chainId })
  const ports = { clock } as unknown as DepositPorts
  try {
    const { preflight } = await check(ports, chain, wallet, instruction, sender, encodeDeposit(instruction))
    return { ...preflight, units: instruction.units }
  } catch (error) {
    return (error as { code: string }).code
  }
}

/** What wallets offer: gas limit and price per gas. */
const wallets = {
  ethers: (gas: bigint, base: bigint, tip: bigint) => [gas, 2n * base + tip],
  viem: (gas: bigint, base: bigint, tip: bigint) => [gas, (base * 12n) / 10n + tip],
  metamask: (gas: bigint, base: bigint, tip: bigint) => [(gas * 3n) / 2n, (base * 5n) / 4n + tip],
} as const

test('what the preflight allows is taken by the chain, and one wei less is refused: 210 balances', async () => {
  let balances = 0
  for (let round = 0n; round < 35n; round += 1n) {
    const dear = 1n + ((round * 7_919n) % 97n)
    const set = {
      ...usual,
      l1BaseFee: usual.l1BaseFee * dear * (round % 2n === 0n ? 1n : 100_000n),
      blobBaseFee: 1n + ((round * 104_729n) % 10n ** 10n),
      operatorFeeScalar: round % 3n === 0n ? 0n : dear * 1_000_003n,
      operatorFeeConstant: round % 4n === 0n ? 0n : dear * 10n ** 15n + round,
    }
    await setOpStackFees(chain, set)
    const amount = `0.${(round + 1n).toString().padStart(18, '0')}`
    for (const offer of Object.values(wallets)) {
      await rpc('anvil_setBalance', sender, hex(10n ** 24n))
      const base = dear * 10n ** 8n + round
      await rpc('anvil_setNextBlockBaseFeePerGas', hex(base))
      await rpc('anvil_mine', '0x1')
      await rpc('anvil_setNextBlockBaseFeePerGas', hex(base))
      const rich = await preflight(amount)
      if (typeof rich === 'string') return expect.unreachable(rich)
      const enough = rich.units + rich.gasCost

      await rpc('anvil_setBalance', sender, hex(enough - 1n))
      expect(await preflight(amount)).toBe('insufficient_gas')
      await rpc('anvil_setBalance', sender, hex(enough))
      expect(await preflight(amount)).toMatchObject({ gasCost: rich.gasCost })

      const tip = (await quantity('eth_gasPrice')) - base
      const [gas = 0n, price = 0n] = offer(rich.gasLimit, base, tip)
      const transaction = { from: sender, to, value: hex(rich.units), data: '0x', gas: hex(gas) }
      const receipt = await sent({ ...transaction, maxFeePerGas: hex(price), maxPriorityFeePerGas: hex(tip) })
      expect(receipt, `round ${round}, ${offer.name}`).toMatchObject({ status: '0x1' })
      balances += 2
    }
  }
  expect(balances).toBe(210)
}, 120_000)

test('an account with an EIP-7702 designator pays as any other', async () => {
  await setOpStackFees(chain, usual)
  // Its code runs when it is called, and not when it sends.
  await rpc('anvil_setCode', sender, `0xef0100${'d1'.repeat(20)}`)
  await rpc('anvil_setCode', `0x${'d1'.repeat(20)}`, '0x5b600056')
  await rpc('anvil_setBalance', sender, hex(10n ** 24n))
  const rich = await preflight('0.5')
  if (typeof rich === 'string') return expect.unreachable(rich)
  await rpc('anvil_setBalance', sender, hex(rich.units + rich.gasCost - 1n))
  expect(await preflight('0.5')).toBe('insufficient_gas')
  await rpc('anvil_setBalance', sender, hex(rich.units + rich.gasCost))
  expect(await preflight('0.5')).toMatchObject({ gasLimit: rich.gasLimit })
  const transaction = { from: sender, to, value: hex(rich.units), data: '0x', gas: hex(rich.gasLimit) }
  expect(await sent(transaction)).toMatchObject({ status: '0x1' })
  await rpc('anvil_setCode', sender, '0x')
})

test('a node may take a transaction that no block can hold, where the operator fee is not counted', async () => {
  await setOpStackFees(chain, usual)
  const price = await quantity('eth_gasPrice')
  const { l1, operator } = byTheSpecification(usual, 121n, 21_000n)
  await rpc('anvil_setBalance', sender, hex(1n + 21_000n * price + l1))
  const transaction = { from: sender, to, value: '0x1', data: '0x', gas: '0x5208', gasPrice: hex(price) }
  expect(await sent(transaction)).toBe(null)
  await rpc('anvil_dropAllTransactions')
  await rpc('anvil_setBalance', sender, hex(2n + 21_000n * price + l1 + operator))
  // Another one, of the same size: what a node has dropped it may still know by its hash.
  expect(await sent({ ...transaction, value: '0x2' })).toMatchObject({ status: '0x1' })
  expect(await preflight('0.000000000000000001')).toBe('insufficient_gas')
})
