import { expect, test } from 'vitest'
import { manualClock } from '../testing/manualClock.ts'
import { walletError } from '../testing/personas.ts'
import { switchNetwork } from './switchNetwork.ts'

/** A wallet on chain 1, with a handler for the requests that change it. */
function walletOn(handle: (method: string, to: (chainId: number) => void) => Promise<unknown>) {
  let chainId = 1
  const asked: string[] = []
  return {
    id: 'test',
    asked,
    async request({ method }: { method: string }) {
      if (method === 'eth_chainId') return `0x${chainId.toString(16)}`
      asked.push(method)
      return handle(method, (next) => {
        chainId = next
      })
    },
  }
}

/** A clock whose time passes whenever somebody waits for it. */
function hurriedClock() {
  const clock = manualClock(0)
  const after: typeof clock.after = (ms, callback) => {
    const cancel = clock.after(ms, callback)
    setImmediate(() => clock.advance(250))
    return cancel
  }
  return { ...clock, after }
}

const base = 'eip155:8453'
const chainData = {
  chainName: 'Base',
  rpcUrls: ['https://example.org'],
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
}

test('switches, and believes the chain rather than the answer', async () => {
  const wallet = walletOn(async (_, to) => void to(8453))
  await switchNetwork(wallet, base, hurriedClock())
  expect(wallet.asked).toEqual(['wallet_switchEthereumChain'])
})

test('a wallet that says yes and stays is on the wrong network', async () => {
  const wallet = walletOn(async () => null)
  await expect(switchNetwork(wallet, base, hurriedClock())).rejects.toMatchObject({
    code: 'wrong_network',
    moneyMoved: 'no',
  })
})

test('a wallet that switches a moment later is waited for', async () => {
  const wallet = walletOn(async (_, to) => void setImmediate(() => to(8453)))
  await switchNetwork(wallet, base, hurriedClock())
})

test('a wallet that switches and fails to say so has switched', async () => {
  const wallet = walletOn(async (_, to) => {
    to(8453)
    throw walletError(-32603)
  })
  await switchNetwork(wallet, base, hurriedClock())
})

test('a wallet that never answers is given up', async () => {
  const wallet = walletOn(() => new Promise(() => undefined))
  const clock = manualClock(0)
  const done = expect(switchNetwork(wallet, base, clock)).rejects.toMatchObject({ code: 'wrong_network' })
  for (let turn = 0; turn < 100; turn += 1) {
    await new Promise<void>((resolve) => setImmediate(resolve))
    clock.advance(1_000)
  }
  await done
})

test('no is no', async () => {
  const wallet = walletOn(() => Promise.reject(walletError(4001)))
  await expect(switchNetwork(wallet, base, hurriedClock())).rejects.toMatchObject({ code: 'wallet_rejected' })
})

test.each([
  ['4902', walletError(4902)],
  ['4902 inside an internal error', { code: -32603, data: { originalError: { code: 4902 } } }],
])('a chain that the wallet does not know (%s) is added, where the app says how', async (_, error) => {
  const handle = async (method: string, to: (chainId: number) => void) => {
    if (method === 'wallet_switchEthereumChain') throw error
    to(8453)
  }
  const wallet = walletOn(handle)
  await switchNetwork(wallet, base, hurriedClock(), chainData)
  expect(wallet.asked).toEqual(['wallet_switchEthereumChain', 'wallet_addEthereumChain'])
  const unknown = walletOn(handle)
  await expect(switchNetwork(unknown, base, hurriedClock())).rejects.toMatchObject({ code: 'wrong_network' })
  expect(unknown.asked).toEqual(['wallet_switchEthereumChain'])
})

test('a network of another family', async () => {
  await expect(
    switchNetwork(
      walletOn(async () => null),
      'bip122:x',
      hurriedClock(),
    ),
  ).rejects.toMatchObject({
    code: 'unsupported_network',
  })
})
