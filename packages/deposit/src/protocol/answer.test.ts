import { expect, test } from 'vitest'
import { walletError } from '../testing/personas.ts'
import { readError, readResult } from './answer.ts'

const hash = `0x${'ab'.repeat(32)}`

test.each([4001, 5000])('%i is the user saying no', (code) => {
  expect(readError(walletError(code))).toEqual({ kind: 'rejected' })
  expect(readError({ code, message: 'User rejected' })).toEqual({ kind: 'rejected' })
})

// JSON-RPC, EIP-1193, EIP-1474, EIP-5792, WalletConnect, and what wallets make up.
const codes = [
  -32700, -32600, -32601, -32602, -32603, -32000, -32001, -32002, -32003, -32004, -32005, -32006, -32010,
  -32042, -32050, -32500, -32521, -32700, -1, 0, 1, 3, 4, 5, 100, 400, 401, 403, 404, 408, 429, 500, 502, 503,
  4100, 4200, 4900, 4901, 4902, 5001, 5002, 5003, 5100, 5700, 5720, 5740, 5750, 6000, 8000, 9999,
]
test.each(codes)('%i proves nothing', (code) => {
  expect(readError(walletError(code))).toEqual({ kind: 'unknown' })
})

test.each([
  ['a code that is text', { code: '4001' }],
  ['a rejection wrapped in another error', { code: -32603, cause: { code: 4001 } }],
  ['a rejection in the data', { code: -32000, data: { code: 4001 } }],
  ['the words alone', new Error('User rejected the request.')],
  ['nothing', undefined],
  ['null', null],
  ['text', 'rejected'],
  ['a number', 4001],
])('%s proves nothing', (_, error) => {
  expect(readError(error)).toEqual({ kind: 'unknown' })
})

test.each([
  ['in its message', walletError(-32603, `Transaction ${hash} timed out`)],
  ['in its data', { code: -32000, data: { txHash: hash } }],
  ['as its transactionHash', { code: 'TIMEOUT', transactionHash: hash.toUpperCase().replace('0X', '0x') }],
  ['in its cause', new Error('failed', { cause: { details: hash } })],
  ['beside a rejection', { code: 4001, message: `already sent as ${hash}` }],
])('a hash %s outweighs the code', (_, error) => {
  expect(readError(error)).toEqual({ kind: 'hash', hash })
})

test('longer hex, such as call data, is no hash', () => {
  expect(readError(walletError(-32000, `execution of 0x${'ab'.repeat(68)} failed`))).toEqual({
    kind: 'unknown',
  })
})

test('an error with a getter that throws proves nothing', () => {
  const error = {
    code: -32603,
    get message(): string {
      throw new Error('gone')
    },
  }
  expect(readError(error)).toEqual({ kind: 'unknown' })
})

test.each([[hash], [hash.toUpperCase().replace('0X', '0x')], [` ${hash}\n`]])('%s is a hash', (value) => {
  expect(readResult(value)).toEqual({ kind: 'hash', hash })
})

test.each([[null], [undefined], [''], ['0x'], ['0x12'], [`0x${'ab'.repeat(33)}`], [{}], [[]], [1], [true]])(
  '%j is no answer',
  (value) => {
    expect(readResult(value)).toEqual({ kind: 'unknown' })
  },
)

test('a hash inside an object that a wallet answers with', () => {
  expect(readResult({ hash })).toEqual({ kind: 'hash', hash })
})
