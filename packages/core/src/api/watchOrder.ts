import { createEventReader } from './eventStream.ts'
import { apiVersion, apiVersionHeader } from './version.ts'

/** What {@link watchOrder} works with. */
export interface WatchParts {
  /** Asks for the stream. */
  open: (signal: AbortSignal) => Promise<Response>
  /** Calls back once after so many ms; the result stops it. */
  after: (ms: number, callback: () => void) => () => void
  /** From 0 up to, not including, 1. */
  random: () => number
}

/** The server says something every 15 s: after so long without a word nobody is there any more. */
const silenceMs = 45_000
const firstWaitMs = 1_000
const longestWaitMs = 30_000

/**
 * Listens to an order's stream until it is stopped: opens it, calls `onChange` for what it says, and opens it again when it
 * ended. Who refuses, speaks another version, or has no such stream, is not asked again: whoever listens also polls.
 *
 * A stream that said nothing after its first message may be one that somebody on the way cuts off; the wait before the next
 * grows from 1 s to 30 s.
 *
 * @param onChange - is told the version that the stream names; `undefined` when it names none
 */
export function watchOrder(parts: WatchParts, onChange: (version?: number) => void): () => void {
  const { after, random } = parts
  const over = new AbortController()
  let stopWaiting: () => void = () => undefined
  let failures = 0

  function wait(): Promise<void> {
    const most = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures, 10))
    failures += 1
    return new Promise((resolve) => {
      const cancel = after(most / 2 + (random() * most) / 2, resolve)
      stopWaiting = () => {
        cancel()
        resolve()
      }
    })
  }

  async function keep(): Promise<void> {
    while (!over.signal.aborted) {
      if ((await listenOnce()) === 'refused') return
      if (!over.signal.aborted) await wait()
    }
  }

  async function listenOnce(): Promise<'refused' | 'ended'> {
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
      const response = await parts.open(ending.signal)
      if (!isStream(response)) {
        await response.body?.cancel()
        return mayComeBack(response) ? 'ended' : 'refused'
      }
      await read(response.body, ending.signal, heard)
    } catch {
      // Broken off, or never there: it is opened again.
    } finally {
      stopWatchdog()
      end()
      over.signal.removeEventListener('abort', end)
    }
    return 'ended'
  }

  async function read(body: ReadableStream<Uint8Array>, signal: AbortSignal, heard: () => void) {
    const reader = body.getReader()
    // Not every fetch lets go of an answer whose signal aborts.
    const leave = () => void reader.cancel().catch(() => undefined)
    signal.addEventListener('abort', leave, { once: true })
    if (signal.aborted) leave()
    try {
      const events = createEventReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done || signal.aborted) return
        heard()
        const last = events.read(value).at(-1)
        if (last !== undefined) onChange(versionIn(last))
      }
    } finally {
      leave()
    }
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

function versionIn(data: string): number | undefined {
  try {
    const { version } = JSON.parse(data) as { version?: unknown }
    return Number.isSafeInteger(version) ? (version as number) : undefined
  } catch {
    return undefined
  }
}
