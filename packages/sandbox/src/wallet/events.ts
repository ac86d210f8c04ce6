/** Server-sent events to any number of listeners. */
export function createEvents() {
  const listeners = new Set<ReadableStreamDefaultController<Uint8Array>>()
  const text = new TextEncoder()
  const frame = (data: unknown) => text.encode(`data: ${JSON.stringify(data)}\n\n`)

  return {
    send(data: unknown) {
      for (const listener of listeners) listener.enqueue(frame(data))
    },
    /** A stream that starts with `first` and lives until the listener leaves. */
    open(first: unknown, headers: Record<string, string> = {}): Response {
      let mine: ReadableStreamDefaultController<Uint8Array>
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          mine = controller
          listeners.add(controller)
          controller.enqueue(frame(first))
        },
        cancel() {
          listeners.delete(mine)
        },
      })
      return new Response(stream, {
        headers: { ...headers, 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
      })
    },
    close() {
      for (const listener of listeners) listener.close()
      listeners.clear()
    },
  }
}
