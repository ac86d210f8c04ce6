import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { httpChain } from '../../packages/deposit/src/browser/chain.ts'
import { setOpStackFees } from '../../packages/deposit/src/testing/recorded/opStack.ts'
import { placeFiatToken } from '../../packages/deposit/src/testing/recorded/tokens.ts'
import { startAnvil } from '../../packages/sandbox/src/node/anvil.ts'
import { endpointOf } from './endpoints.mjs'
import { readSymbol } from './network.mjs'

const script = fileURLToPath(new URL('../check-live.mjs', import.meta.url))
/** Base and Avalanche of the registry: one of the OP stack and one that is not, each with USDC. */
const usdc = {
  8453: '0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913',
  43114: '0xB97EF9Ef8734C71904D8002F8b6Bc66Dd9c48a6E',
}
const eurc = '0x60a3E35Cc302bFA44Cb288Bc5a4F316Fdb1adb42'
const chains = {}

/** Copies the token with its storage, so that it answers at its real address. */
async function moveTo(node, from, to) {
  const rpc = (method, ...params) => node.request({ method, params })
  await rpc('anvil_setCode', to, await rpc('eth_getCode', from, 'latest'))
  // Where this token keeps name, symbol, decimals.
  for (let slot = 0; slot < 12; slot += 1) {
    const at = `0x${slot.toString(16)}`
    await rpc('anvil_setStorageAt', to, at, await rpc('eth_getStorageAt', from, at, 'latest'))
  }
}

beforeAll(async () => {
  for (const chainId of [8453, 43114]) {
    const anvil = await startAnvil({ chainId, blockTimeMs: 0 })
    const node = httpChain(`eip155:${chainId}`, anvil.rpcUrl)
    chains[chainId] = { anvil, node, rpc: (method, ...params) => node.request({ method, params }) }
    const [owner] = await node.request({ method: 'eth_accounts', params: [] })
    const { address } = await placeFiatToken(node, owner)
    await moveTo(node, address, usdc[chainId])
    if (chainId === 8453) await moveTo(node, address, eurc)
  }
  const some = { l1BaseFee: 10n ** 9n, blobBaseFee: 1n, baseFeeScalar: 2_269n, blobBaseFeeScalar: 1n }
  await setOpStackFees(chains[8453].node, { ...some, operatorFeeScalar: 0n, operatorFeeConstant: 5n })
}, 40_000)
afterAll(() => Promise.all(Object.values(chains).map(({ anvil }) => anvil.close())))

const both = () => Object.entries(chains).flatMap(([id, { anvil }]) => ['--rpc', `${id}=${anvil.rpcUrl}`])

function run(...args) {
  return new Promise((resolve) => {
    const argv = ['--conditions=offrampkit-source', script, ...args]
    execFile(process.execPath, argv, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr, last: stdout.trim().split('\n').at(-1) }),
    )
  })
}
const here = (...more) => run('--chain', '8453', '--chain', '43114', ...more)
const nowhere = 'http://127.0.0.1:9'

describe('check:live', () => {
  it('finds everything in order, and tells labels that differ', async () => {
    const { code, stdout, last } = await here(...both())
    expect(stdout).toContain('6 decimals (registry: 6)')
    expect(stdout).toMatch(/ok +EURC .*calls itself "USDC"/)
    expect(stdout).toMatch(/ok +fees beside gas +at most \d+ wei for L1 data, 5 wei for the operator/)
    expect(last).toBe('check:live: 7 ok, 0 wrong, 0 not checked')
    expect(code).toBe(0)
  }, 30_000)

  it('finds other decimals, a missing contract, and a fee oracle that should not be there', async () => {
    const { rpc } = chains[43114]
    const snapshot = await rpc('evm_snapshot')
    const base = await chains[8453].rpc('evm_snapshot')
    await chains[8453].rpc('anvil_setCode', eurc, '0x')
    await rpc('anvil_setCode', '0x420000000000000000000000000000000000000f', '0x60')
    // A contract that answers 18 to everything.
    await rpc('anvil_setCode', usdc[43114], '0x601260005260206000f3')
    const { code, stdout, last } = await here(...both())
    expect(stdout).toMatch(/wrong +EURC .*no contract/)
    expect(stdout).toMatch(/wrong +USDC .*18 decimals \(registry: 6\)/)
    expect(stdout).toMatch(/wrong +fees beside gas +an unexpected fee oracle/)
    expect(last).toBe('check:live: 4 ok, 3 wrong, 0 not checked')
    expect(code).toBe(1)
    await rpc('evm_revert', snapshot)
    await chains[8453].rpc('evm_revert', base)
  }, 30_000)

  it('a chain that does not answer, or is another one, is never ok', async () => {
    const away = await here('--rpc', `8453=${nowhere}`, '--rpc', `43114=${nowhere}`)
    expect(away.last).toBe('check:live: 0 ok, 0 wrong, 5 not checked')
    expect(away.code).toBe(3)
    expect(away.stdout).not.toContain('127.0.0.1')
    const other = await run('--chain', '43114', '--rpc', `43114=${chains[8453].anvil.rpcUrl}`)
    expect(other.stdout).toMatch(/wrong +chain id +8453/)
    expect(other.last).toBe('check:live: 0 ok, 1 wrong, 1 not checked')
    expect(other.code).toBe(1)
  }, 30_000)

  it.each([
    ['--chain', '5'],
    ['--rpc', '8453'],
  ])('refuses %s %s', async (...args) => {
    const { code, stderr } = await run(...args)
    expect(code).toBe(2)
    expect(stderr).not.toBe('')
  })
})

it('asks where it was told to: the command line before the environment before the public endpoint', () => {
  const env = { OFFRAMP_RPC_1: 'https://mine.example' }
  expect(endpointOf(1, new Map([[1, 'https://given.example']]), env)).toBe('https://given.example')
  expect(endpointOf(1, new Map(), env)).toBe('https://mine.example')
  expect(endpointOf(8453, new Map(), env)).toBe('https://mainnet.base.org')
  expect(endpointOf(5, new Map(), env)).toBe(undefined)
})

it('reads symbols of both kinds', () => {
  const text = Buffer.from('MKR').toString('hex')
  expect(readSymbol(`0x${text.padEnd(64, '0')}`)).toBe('MKR')
  const word = (value) => value.toString(16).padStart(64, '0')
  expect(readSymbol(`0x${word(32)}${word(3)}${text.padEnd(64, '0')}`)).toBe('MKR')
  expect(readSymbol(`0x${word(32)}${word(300)}${text.padEnd(64, '0')}`)).toBe(null)
  expect(readSymbol('0x')).toBe(null)
})
