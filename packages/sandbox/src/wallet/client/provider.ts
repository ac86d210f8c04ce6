import { createNotice, needsWindow, openWalletWindow } from './prompt.ts'

/** An EIP-1193 request. */
interface RequestArguments {
  method: string
  params?: unknown
}

type Listener = (value: never) => void

/** The part of EIP-1193 that the sandbox wallet speaks. */
export interface SandboxProvider {
  request(args: RequestArguments): Promise<unknown>
  on(event: string, listener: Listener): SandboxProvider
  removeListener(event: string, listener: Listener): SandboxProvider
}

/**
 * An error as EIP-1193 wants it: 4001 rejected, 4100 unauthorized, 4200 unsupported, 4900 disconnected,
 * 4902 unknown chain; and the chain's own codes.
 */
export class SandboxProviderError extends Error {
  override readonly name = 'ProviderRpcError'
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** After a decision the wallet window closes by itself; for this long it is not to be relied on. */
const CLOSING_MS = 3_000

/** How the wallet in the page reaches the sandbox: over HTTP, unless that lives in the same page. */
export interface SandboxTransport {
  fetch?: typeof fetch
  /** Listens to server-sent events. */
  listen?(url: string, onNews: () => void): void
}

const listenOverHttp = (url: string, onNews: () => void) => {
  new EventSource(url).onmessage = onNews
}

interface Answer {
  result?: unknown
  error?: { code: number; message: string }
  pending?: string
}

const unreachable = () =>
  new SandboxProviderError(4900, 'The sandbox wallet cannot be reached: is the sandbox running?')

/**
 * The wallet as a page sees it. It holds no key: questions go to the sandbox server, are decided in the
 * wallet's own window, and outlive this page. After a reload the promise is gone, as with any wallet; the
 * transaction is not.
 *
 * @param sandboxUrl Origin of the sandbox, on localhost.
 * @param transport How it is reached, where that is not over HTTP.
 */
export function createSandboxProvider(
  sandboxUrl: string,
  { fetch = (...call) => globalThis.fetch(...call), listen = listenOverHttp }: SandboxTransport = {},
): SandboxProvider {
  const base = new URL(sandboxUrl).origin
  const listeners = new Map<string, Set<Listener>>()
  const notice = createNotice(base)
  const known = { accounts: '', chainId: '' }
  let waiting = 0
  let decidedAt = Number.NEGATIVE_INFINITY
  let watching = false

  const emit = (event: string, value: unknown) => {
    for (const listener of listeners.get(event) ?? []) (listener as (v: unknown) => void)(value)
  }

  async function call(path: string, init?: RequestInit): Promise<Answer> {
    try {
      const response = await fetch(`${base}${path}`, { ...init, credentials: 'omit' })
      return (await response.json()) as Answer
    } catch {
      throw unreachable()
    }
  }

  async function ask(method: string, params: unknown): Promise<unknown> {
    let answer = await call('/wallet/rpc', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ method, params }),
    })
    while (answer.pending !== undefined) answer = await call(`/wallet/rpc/${answer.pending}`)
    if (answer.error) throw new SandboxProviderError(answer.error.code, answer.error.message)
    return answer.result
  }

  /** Tells listeners what changed since they were last told; the first look only remembers. */
  async function compare(): Promise<void> {
    const [accounts, chainId] = await Promise.all([ask('eth_accounts', []), ask('eth_chainId', [])])
    const before = { ...known }
    known.accounts = JSON.stringify(accounts)
    known.chainId = String(chainId)
    if (before.accounts !== '' && before.accounts !== known.accounts) emit('accountsChanged', accounts)
    if (before.chainId !== '' && before.chainId !== known.chainId) emit('chainChanged', chainId)
  }

  /** Listens to the wallet only once somebody listens to us. */
  function watch() {
    if (watching) return
    watching = true
    listen(`${base}/wallet/rpc/events`, () => void compare().catch(() => {}))
  }

  const provider: SandboxProvider = {
    request({ method, params }) {
      if (!needsWindow(method)) return ask(method, params ?? [])
      // Synchronous, so that the click still counts as the user's.
      if (!openWalletWindow(base, performance.now() - decidedAt < CLOSING_MS)) notice.show()
      waiting += 1
      return ask(method, params ?? []).finally(() => {
        waiting -= 1
        decidedAt = performance.now()
        if (waiting === 0) notice.hide()
      })
    },
    on(event, listener) {
      listeners.set(event, (listeners.get(event) ?? new Set()).add(listener))
      watch()
      return provider
    },
    removeListener(event, listener) {
      listeners.get(event)?.delete(listener)
      return provider
    },
  }
  return provider
}
