import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { announceSandboxWallet } from './announce.ts'
import { createSandboxProvider, type SandboxProvider } from './provider.ts'

const sandboxUrl = 'http://127.0.0.1:4010'

interface Call {
  path: string
  body: { method: string; params: unknown } | null
}

/** Stands in for the sandbox's server: `replies` by method or path. */
let calls: Call[]
let replies: Record<string, unknown>
let events: EventTarget & { onmessage?: (event: unknown) => void }
let opened: ReturnType<typeof vi.spyOn>
let provider: SandboxProvider

beforeEach(() => {
  calls = []
  replies = { eth_accounts: { result: [] }, eth_chainId: { result: '0x7a69' } }
  vi.spyOn(window, 'fetch').mockImplementation(async (input, init) => {
    const path = String(input).slice(sandboxUrl.length)
    const body = init?.body ? (JSON.parse(String(init.body)) as Call['body']) : null
    calls.push({ path, body })
    const reply = replies[body?.method ?? path]
    if (reply === undefined) throw new TypeError('Failed to fetch')
    return Response.json(reply)
  })
  vi.stubGlobal(
    'EventSource',
    class extends EventTarget {
      onmessage?: (event: unknown) => void
      constructor() {
        super()
        events = this
      }
    },
  )
  opened = vi.spyOn(window, 'open').mockReturnValue(window)
  provider = createSandboxProvider(sandboxUrl)
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const notice = () => document.querySelector<HTMLElement>('[data-testid="sandbox-wallet-notice"]')

describe('the wallet in the page', () => {
  it.each(['eth_requestAccounts', 'eth_sendTransaction', 'personal_sign', 'wallet_switchEthereumChain'])(
    'opens its window before %s returns to the click',
    (method) => {
      replies[method] = { result: null }
      void provider.request({ method })
      expect(opened).toHaveBeenCalledExactlyOnceWith(
        `${sandboxUrl}/wallet`,
        'offrampkit-sandbox-wallet',
        expect.stringContaining('popup'),
      )
    },
  )

  it('asks again in a window of its own while the last one is closing', async () => {
    replies.eth_sendTransaction = { error: { code: 4001, message: 'no' } }
    await expect(provider.request({ method: 'eth_sendTransaction' })).rejects.toMatchObject({ code: 4001 })
    void provider.request({ method: 'eth_sendTransaction' }).catch(() => undefined)
    expect(opened.mock.calls.map(([, name]: unknown[]) => name)).toEqual([
      'offrampkit-sandbox-wallet',
      '_blank',
    ])
  })

  it('opens nothing for reads', async () => {
    await expect(provider.request({ method: 'eth_chainId' })).resolves.toBe('0x7a69')
    expect(opened).not.toHaveBeenCalled()
  })

  it('asks once and waits for the decision', async () => {
    replies.eth_sendTransaction = { pending: 'q1' }
    let turns = 0
    Object.defineProperty(replies, '/wallet/rpc/q1', {
      get: () => (++turns < 3 ? { pending: 'q1' } : { result: '0xabc' }),
    })
    await expect(provider.request({ method: 'eth_sendTransaction', params: [{ to: '0x1' }] })).resolves.toBe(
      '0xabc',
    )
    expect(calls.filter((c) => c.body?.method === 'eth_sendTransaction')).toHaveLength(1)
    expect(turns).toBe(3)
  })

  it('passes codes on, and says 4900 when nothing answers', async () => {
    replies.eth_requestAccounts = { error: { code: 4001, message: 'no' } }
    await expect(provider.request({ method: 'eth_requestAccounts' })).rejects.toMatchObject({
      code: 4001,
      message: 'no',
    })
    await expect(provider.request({ method: 'eth_blockNumber' })).rejects.toMatchObject({ code: 4900 })
  })

  it('shows a button when the window was blocked, until the answer is there', async () => {
    opened.mockReturnValue(null)
    replies.personal_sign = { result: '0x' }
    const answer = provider.request({ method: 'personal_sign', params: [] })
    opened.mockReturnValue(window)
    notice()?.click()
    expect(opened).toHaveBeenCalledTimes(2)
    await answer
    expect(notice()).toBeNull()
  })

  it('tells listeners of another account and another network', async () => {
    const accounts = vi.fn()
    const chain = vi.fn()
    provider.on('accountsChanged', accounts).on('chainChanged', chain)
    events.onmessage?.({})
    await vi.waitFor(() => expect(calls.length).toBe(2))
    expect(accounts).not.toHaveBeenCalled()
    replies.eth_accounts = { result: ['0xabc'] }
    replies.eth_chainId = { result: '0x7a6a' }
    events.onmessage?.({})
    await vi.waitFor(() => expect(accounts).toHaveBeenCalledExactlyOnceWith(['0xabc']))
    expect(chain).toHaveBeenCalledExactlyOnceWith('0x7a6a')
    provider.removeListener('accountsChanged', accounts)
    replies.eth_accounts = { result: [] }
    events.onmessage?.({})
    await vi.waitFor(() => expect(calls.length).toBe(6))
    expect(accounts).toHaveBeenCalledTimes(1)
  })
})

describe('announcing (EIP-6963)', () => {
  it('happens at once and whenever a page asks, until stopped', () => {
    const heard = vi.fn()
    const listen = (event: Event) => heard((event as CustomEvent).detail.info.rdns)
    window.addEventListener('eip6963:announceProvider', listen)
    const { stop } = announceSandboxWallet({ sandboxUrl })
    window.dispatchEvent(new Event('eip6963:requestProvider'))
    expect(heard.mock.calls).toEqual([['dev.offrampkit.sandbox'], ['dev.offrampkit.sandbox']])
    stop()
    window.dispatchEvent(new Event('eip6963:requestProvider'))
    expect(heard).toHaveBeenCalledTimes(2)
    window.removeEventListener('eip6963:announceProvider', listen)
  })

  it('only offers a sandbox on this machine', () => {
    expect(() => announceSandboxWallet({ sandboxUrl: 'https://sandbox.example' })).toThrow(/this machine/)
  })
})
