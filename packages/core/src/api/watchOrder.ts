import { createEventReader } from './eventStream.ts'
import { apiVersion, apiVersionHeader } from './version.ts'

/** What {@link watchOrder} works with. */
export interface WatchParts {
  /** Asks for the stream, from after the version that the caller knows. */
  open: (signal: AbortSignal, lastEventId: string | undefined) => Promise<Response>
  /** The version that was read. Where nobody can tell, the last one that was heard counts. */
  known?: (() => number | undefined) | undefined
  /** Calls back once after so many ms; the result stops it. */
  after: (ms: number, callback: () => void) => () => void
  /** From 0 up to, not including, 1. */
  random: () => number
}

/** How a stream ended, and what was said about the next one. */
interface Ended {
  /** `ended`: the server ended it. `broken`: cut off, or not there at all. `silent`: opened, and never a word. */
  how: 'ended' | 'broken' | 'silent' | 'refused'
  retryMs?: number | undefined
}

/** The server says something every 15 s: after so long without a word nobody is there any more. */
const silenceMs = 45_000
/** A server that ends streams spreads them itself. Those that break, break together, and must not all come back together. */
const firstWaitMs = { ended: 1_000, broken: 4_000, silent: 4_000 }
/** Somebody on the way may hold back every word until the stream is over: that is tried again now and then. */
const longestWaitMs = { ended: 30_000, broken: 30_000, silent: 300_000 }
/** Nobody is believed who asks to wait longer. */
const longestToldMs = 600_000

/**
 * Listens to an order's stream until it is stopped: opens it, calls `onChange` for what it says, and opens it again when it
 * ended, so that nothing in between is missed. Who refuses, speaks another version, or has no such stream, is not asked again:
 * whoever listens also polls. Who has no room now says when to come back.
 *
 * A stream that said nothing after its first message may be one that somebody on the way cuts off: the wait before the next grows.
 *
 * @param onChange - is told the version that the stream names; `undefined` when it names none
 */
export function watchOrder(parts: WatchParts, onChange: (version?: number) => void): () => void {
  const { after, random } = parts
  const over = new AbortController()
  let stopWaiting: () => void = () => undefined
  let failures = 0
  let lastId: string | undefined

  function wait(how: 'ended' | 'broken' | 'silent', retryMs = 0): Promise<void> {
    const most = Math.min(longestWaitMs[how], firstWaitMs[how] * 2 ** Math.min(failures, 10))
    const told = Math.min(retryMs, longestToldMs)
    failures += 1
    return new Promise((resolve) => {
      const ms = Math.max(most * (1 / 8 + (random() * 7) / 8), told * (1 + random() / 4))
      const cancel = after(Math.round(ms), resolve)
      stopWaiting = () => {
        cancel()
        resolve()
      }
    })
  }

  async function keep(): Promise<void> {
    while (!over.signal.aborted) {
      const { how, retryMs } = await listenOnce()
      if (how === 'refused') return
      if (!over.signal.aborted) await wait(how, retryMs)
    }
  }

  async function listenOnce(): Promise<Ended> {
    const ending = new AbortController()
    const end = () => ending.abort()
    over.signal.addEventListener('abort', end, { once: true })
    let stopWatchdog = after(silenceMs, end)
    let chunks = 0
    const heard = () => {
      stopWatchdog()
      stopWatchdog = after(silenceMs, end)
      chunks += 1
      // The first word comes from every stream.
      if (chunks > 1) failures = 0
    }
    try {
      const response = await parts.open(ending.signal, lastEventId())
      if (isStream(response)) return await read(response.body, ending.signal, heard)
      await response.body?.cancel()
      return { how: mayComeBack(response) ? 'broken' : 'refused', retryMs: retryAfter(response) }
    } catch {
      // Broken off, or never there: it is opened again.
      return { how: chunks === 0 && ending.signal.aborted ? 'silent' : 'broken' }
    } finally {
      stopWatchdog()
      end()
      over.signal.removeEventListener('abort', end)
    }
  }

  async function read(
    body: ReadableStream<Uint8Array>,
    signal: AbortSignal,
    heard: () => void,
  ): Promise<Ended> {
    const reader = body.getReader()
    // Not every fetch lets go of an answer whose signal aborts.
    const leave = () => void reader.cancel().catch(() => undefined)
    signal.addEventListener('abort', leave, { once: true })
    if (signal.aborted) leave()
    try {
      const events = createEventReader()
      for (;;) {
        const { done, value } = await reader.read()
        signal.throwIfAborted()
        if (done) return { how: 'ended', retryMs: events.retryMs }
        heard()
        const last = events.read(value).at(-1)
        lastId = events.lastId ?? lastId
        if (last !== undefined) onChange(versionIn(last))
      }
    } finally {
      leave()
    }
  }

  function lastEventId(): string | undefined {
    return parts.known ? parts.known()?.toString() : lastId
  }

  void keep()
  return () => {
    over.abort()
    stopWaiting()
  }
}

/** Ours, and readable while it lasts: some runtimes have no such bodies. */
function isStream(response: Response): response is Response & { body: ReadableStream<Uint8Array> } {
  const version = response.headers.get(apiVersionHeader)
  const type = response.headers.get('content-type') ?? ''
  return (
    response.ok && response.body !== null && version === apiVersion && /^text\/event-stream\b/i.test(type)
  )
}

function mayComeBack({ status }: Response): boolean {
  return status >= 500 || status === 429 || status === 408
}

/** In seconds, as our server writes it; a date would be one of a clock that nobody knows. */
function retryAfter({ headers }: Response): number | undefined {
  const text = headers.get('retry-after') ?? ''
  return /^\d{1,6}$/.test(text) ? Number(text) * 1_000 : undefined
}

function versionIn(data: string): number | undefined {
  try {
    const { version } = JSON.parse(data) as { version?: unknown }
    return Number.isSafeInteger(version) ? (version as number) : undefined
  } catch {
    return undefined
  }
}
