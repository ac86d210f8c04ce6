import { expect, test, vi } from 'vitest'
import { oneShotProvider } from './oneShotProvider.ts'

const sending = [
  'eth_sendTransaction',
  'wallet_sendTransaction',
  'wallet_sendCalls',
  'eth_sendRawTransaction',
  'eth_signTransaction',
]

test.each(sending)('after %s nothing sends any more', async (first) => {
  const asked: string[] = []
  const provider = oneShotProvider({
    request: async ({ method }) => {
      asked.push(method)
      throw Object.assign(new Error('already known'), { code: -32000 })
    },
  })
  await expect(provider.request({ method: first })).rejects.toMatchObject({ code: -32000 })
  for (const method of sending)
    await expect(provider.request({ method })).rejects.toMatchObject({ code: -32601 })
  expect(asked).toEqual([first])
})

test('reads pass, before and after', async () => {
  const request = vi.fn(async ({ method }: { method: string }) => method)
  const provider = oneShotProvider({ request })
  const reads = ['eth_chainId', 'eth_accounts', 'eth_call', 'wallet_switchEthereumChain', 'personal_sign']
  for (const method of [...reads, 'eth_sendTransaction', ...reads])
    expect(await provider.request({ method })).toBe(method)
  expect(request).toHaveBeenCalledTimes(11)
})

test('a wallet that throws at once counts as asked', async () => {
  const request = vi.fn(() => {
    throw new Error('locked')
  })
  const provider = oneShotProvider({ request })
  expect(() => provider.request({ method: 'eth_sendTransaction' })).toThrow('locked')
  await expect(provider.request({ method: 'eth_sendTransaction' })).rejects.toThrow(/may have sent/)
  expect(request).toHaveBeenCalledTimes(1)
})

test('events go through to the wallet, where it has any', () => {
  const on = vi.fn()
  const removeListener = vi.fn()
  const listener = () => undefined
  const provider = oneShotProvider({ request: async () => null, on, removeListener })
  provider.on?.('accountsChanged', listener)
  provider.removeListener?.('accountsChanged', listener)
  expect(on).toHaveBeenCalledExactlyOnceWith('accountsChanged', listener)
  expect(removeListener).toHaveBeenCalledExactlyOnceWith('accountsChanged', listener)
  const silent = oneShotProvider({ request: async () => null })
  expect(() => silent.on?.('accountsChanged', listener)).not.toThrow()
})
