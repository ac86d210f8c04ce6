import { native } from '@offrampkit/core'
import { type DepositInstruction, digestOf } from '@offrampkit/core/deposit'
import fc from 'fast-check'
import { encodeFunctionData, parseAbi } from 'viem'
import { describe, expect, test } from 'vitest'
import { effectOf } from '../find/effect.ts'
import { effectOfDigest } from '../find/effectOfDigest.ts'
import { simBench } from '../testing/simBench.ts'
import { encodeDeposit, walletRequest } from './transaction.ts'

const abi = parseAbi(['function transfer(address to, uint256 value)'])
const address = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => `0x${Buffer.from(bytes).toString('hex')}` as const)
const units = fc.bigInt({ min: 1n, max: 2n ** 256n - 1n })

function instruction(to: string, amount: bigint, asset: string): DepositInstruction {
  const parts = {
    orderId: 'AAAAAAAAAAAAAAAAAAAAAA',
    rowId: 'row-1',
    asset: { network: 'eip155:8453' as const, address: asset, symbol: 'X', name: 'X', decimals: 6 },
    to,
    memo: null,
    from: null,
    amount: '1',
    amountKind: 'exact' as const,
    units: amount,
    deadlines: { order: null, price: null },
    receiveAtLeast: null,
    differences: [],
  }
  return { ...parts, digest: digestOf(parts) }
}

describe('encoding', () => {
  test('a token transfer is byte for byte what viem makes', () => {
    fc.assert(
      fc.property(address, units, address, (to, amount, token) => {
        const transaction = encodeDeposit(instruction(to, amount, token))
        expect(transaction).toEqual({
          to: token,
          value: '0x0',
          data: encodeFunctionData({ abi, args: [to, amount] }),
          chainId: 8453,
        })
      }),
    )
  })

  test('what is encoded is what is looked for', () => {
    fc.assert(
      fc.property(address, units, fc.oneof(address, fc.constant(native)), (to, amount, asset) => {
        const effect = effectOf(encodeDeposit(instruction(to, amount, asset)), '0xA1')
        expect(effect).toEqual({ network: 'eip155:8453', asset, from: '0xa1', to, units: amount })
      }),
    )
  })

  test('native coin carries explicit empty data', () => {
    const to = `0x${'d0'.repeat(20)}`
    expect(encodeDeposit(instruction(to, 255n, native))).toEqual({
      to,
      value: '0xff',
      data: '0x',
      chainId: 8453,
    })
  })

  test('the request names chain, sender and pin, all in hex', () => {
    const to = `0x${'d0'.repeat(20)}`
    const transaction = encodeDeposit(instruction(to, 255n, native))
    expect(walletRequest(transaction, '0xa1', 7)).toEqual({
      method: 'eth_sendTransaction',
      params: [{ from: '0xa1', to, value: '0xff', data: '0x', chainId: '0x2105', nonce: '0x7' }],
    })
    expect(walletRequest(transaction, '0xa1', null).params[0]).not.toHaveProperty('nonce')
  })

  test.each([
    ['a memo', { memo: '12' }],
    [
      'a chain of another family',
      { asset: { network: 'bip122:x' as const, address: native, symbol: 'BTC', name: '', decimals: 8 } },
    ],
    ['an address of another kind', { to: 'bc1qxyz' }],
    ['nothing to send', { units: 0n }],
  ])('%s is refused', (_, change) => {
    const whole = { ...instruction(`0x${'d0'.repeat(20)}`, 1n, native), ...change }
    expect(() => encodeDeposit(whole)).toThrow(/instruction_refused/)
  })
})

test('a swap, a batch or a call is no plain transfer', () => {
  const call = { to: `0x${'70'.repeat(20)}`, value: '0x0', chainId: 1 }
  expect(effectOf({ ...call, data: '0x095ea7b3' }, '0xa1')).toBeNull()
  expect(effectOf({ ...call, data: `0xa9059cbb${'0'.repeat(130)}` }, '0xa1')).toBeNull()
  expect(effectOf({ ...call, value: '0x1', data: `0xa9059cbb${'0'.repeat(128)}` }, '0xa1')).toBeNull()
})

test('the effect of another device’s attempt is found by its digest, and only then', async () => {
  const { order, ports, to, tab, wallet } = simBench()
  const { instruction: armed } = await tab().arm(order, wallet)
  expect(effectOfDigest(order, ports.registry, armed.digest)).toMatchObject({ to, units: 25_000_000n })
  expect(effectOfDigest(order, ports.registry, `0x${'00'.repeat(32)}`)).toBeNull()
})
