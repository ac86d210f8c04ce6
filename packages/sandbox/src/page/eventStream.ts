/**
 * What `EventSource` does, over a `fetch` that is handed in: tells of each `data:` line until it is aborted. It does not
 * open the stream again when that ends.
 */
export async function readEvents(
  fetch: typeof globalThis.fetch,
  url: string,
  signal: AbortSignal,
  onData: (data: string) => void,
): Promise<void> {
  try {
    const { body } = await fetch(url, { signal })
    const reader = body?.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    let rest = ''
    for (const stream = reader?.getReader(); stream; ) {
      const { done, value } = await stream.read()
      if (done) return
      const lines = (rest + value).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line.startsWith('data: ')) onData(line.slice(6))
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
