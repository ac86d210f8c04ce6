/** How fast the page's network may be: `offline` answers nothing. */
export const networkSpeeds = ['fast', 'slow', 'very slow', 'offline'] as const
export type NetworkSpeed = (typeof networkSpeeds)[number]

/**
 * What one way there and back takes, in ms; `null`: nothing arrives. The middle one is what browsers' tools call a slow 4G.
 */
export const networkLatencyMs: Readonly<Record<NetworkSpeed, number | null>> = {
  fast: 0,
  slow: 560,
  'very slow': 2_000,
  offline: null,
}

/** Answers requests, as a server does. */
export type Serve = (request: Request) => Response | Promise<Response>

export interface PageNetwork {
  /** Answers everything whose address begins with this; the longest one counts. What is `near` needs no network. */
  serve(prefix: string, answer: Serve, near?: 'near'): void
  /** What a page of this origin calls `fetch`; it takes as long as the network does. */
  fetchOf(origin: string): typeof fetch
  /** What a server calls `fetch`: no origin, and no waiting. */
  readonly serverFetch: typeof fetch
  setSpeed(speed: NetworkSpeed): void
}

const unreachable = () => new TypeError('Failed to fetch')

/**
 * The request as the server gets to see it. Browsers put `Origin` there themselves and let no script do so; here no browser
 * stands between, so it is put where servers look.
 */
function received(request: Request, origin: string | null): Request {
  const headers = new Headers(request.headers)
  if (origin !== null) {
    headers.set('origin', origin)
    headers.set('sec-fetch-site', new URL(request.url).origin === origin ? 'same-origin' : 'same-site')
  }
  return Object.defineProperty(request, 'headers', { value: headers })
}

/** The answer, for as long as nobody aborts. */
function untilAborted(response: Response, signal: AbortSignal | null): Response {
  if (!signal || !response.body) return response
  const body = response.body.pipeThrough(new TransformStream(), { signal })
  return new Response(body, response)
}

/** Servers and pages that all live in this page: nothing that is asked here leaves it. */
export function createPageNetwork(
  sleep: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms)),
): PageNetwork {
  const served = new Map<string, { answer: Serve; near: boolean }>()
  let speed: NetworkSpeed = 'fast'

  function serverOf({ url }: Request) {
    const [prefix = ''] = [...served.keys()]
      .filter((one) => url.startsWith(one))
      .sort((a, b) => b.length - a.length)
    const server = served.get(prefix)
    if (!server) throw unreachable()
    return server
  }

  const fetchAs =
    (origin: string | null): typeof fetch =>
    async (input, init) => {
      const request = new Request(input, init)
      const signal = init?.signal ?? null
      signal?.throwIfAborted()
      const { answer, near } = serverOf(request)
      if (origin !== null && !near) {
        const latencyMs = networkLatencyMs[speed]
        if (latencyMs) await sleep(latencyMs)
        if (networkLatencyMs[speed] === null) throw unreachable()
        signal?.throwIfAborted()
      }
      const aborted = new Promise<never>((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true }),
      )
      return untilAborted(await Promise.race([answer(received(request, origin)), aborted]), signal)
    }

  return {
    serve: (prefix, answer, near) => void served.set(prefix, { answer, near: near === 'near' }),
    fetchOf: (origin) => fetchAs(origin),
    serverFetch: fetchAs(null),
    setSpeed(next) {
      speed = next
    },
  }
}
