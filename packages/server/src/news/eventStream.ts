/** What {@link eventStream} is made from. */
export interface EventStreamParts {
  /** The version that the first message names. */
  version: number
  /** Calls back with the version after each change; the result stops it. */
  listen: (onChange: (version: number) => void) => () => void
  /** Calls back once after so many ms; the result stops it. */
  after: (ms: number, callback: () => void) => () => void
  /** After so many ms the stream ends by itself. */
  lifetimeMs: number
  /** Aborts when the client goes away, where the platform tells. */
  signal: AbortSignal
}

/** Proxies cut connections that are silent for a minute, some for half of one; clients give up after 45 s. */
const heartbeatMs = 15_000

/**
 * A `text/event-stream` that says only that something changed: `data: {"version":7}` at once and after every change, and a
 * comment when nothing happened for a while. A client that reads slowly is told the newest version alone, so that nothing
 * piles up for it.
 */
export function eventStream(parts: EventStreamParts): ReadableStream<Uint8Array> {
  const { after, signal } = parts
  const encoder = new TextEncoder()
  const endings: (() => void)[] = []
  let beat: () => void = () => undefined
  let newest = parts.version
  let told = -1
  let over = false

  function stop(): void {
    over = true
    beat()
    for (const end of endings.splice(0)) end()
  }

  return new ReadableStream<Uint8Array>({
    start(controller) {
      const close = () => {
        if (over) return
        stop()
        controller.close()
      }
      const waits = () => (controller.desiredSize ?? 0) <= 0
      const sayAfterSilence = () => {
        beat()
        beat = after(heartbeatMs, () => {
          if (!waits()) controller.enqueue(encoder.encode(':\n\n'))
          sayAfterSilence()
        })
      }
      endings.push(
        parts.listen((version) => {
          newest = Math.max(newest, version)
          // Told already: who listens to several sources hears the same again.
          if (newest === told || waits()) return
          tell(controller)
          sayAfterSilence()
        }),
        after(parts.lifetimeMs, close),
      )
      signal.addEventListener('abort', close, { once: true })
      endings.push(() => signal.removeEventListener('abort', close))
      tell(controller)
      sayAfterSilence()
      if (signal.aborted) close()
    },
    pull(controller) {
      if (newest > told) tell(controller)
    },
    cancel: stop,
  })

  function tell(controller: ReadableStreamDefaultController<Uint8Array>): void {
    told = newest
    controller.enqueue(encoder.encode(`data: {"version":${newest}}\n\n`))
  }
}
