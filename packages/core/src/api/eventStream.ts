/** No message of ours is longer; what is, is not one. */
const longestMessage = 4_096

/** Reads messages out of a `text/event-stream`, chunk by chunk. */
export interface EventReader {
  /**
   * The data of each message that this chunk completed.
   *
   * @throws Error when a message is longer than 4 kB
   */
  read(chunk: Uint8Array): string[]
  /** The `id` of the last message that had one: digits, as ours are. */
  readonly lastId: string | undefined
  /** So many ms the server asked to wait before the next stream. */
  readonly retryMs: number | undefined
}

/**
 * The part of the format that we write: `data`, `id` and `retry` lines, ended by a blank line; comments and other fields are
 * passed over. Lines end in LF or CRLF.
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream (12 September 2025)
 */
export function createEventReader(): EventReader {
  const decoder = new TextDecoder()
  let rest = ''
  let data: string[] = []
  let id: string | undefined
  let lastId: string | undefined
  let retryMs: number | undefined

  function readLine(line: string): void {
    const value = line.slice(line.indexOf(':') + 1).trimStart()
    if (line.startsWith('data:')) data.push(value)
    else if (line.startsWith('id:') && /^\d{1,15}$/.test(value)) id = value
    else if (line.startsWith('retry:') && /^\d{1,9}$/.test(value)) retryMs = Number(value)
  }

  return {
    read(chunk) {
      const messages: string[] = []
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const ended of lines) {
        const line = ended.replace(/\r$/, '')
        if (line !== '') {
          readLine(line)
          continue
        }
        if (data.length > 0) messages.push(data.join('\n'))
        data = []
        lastId = id
      }
      if (rest.length + data.reduce((sum, line) => sum + line.length, 0) > longestMessage)
        throw new Error('A message of the stream has no end.')
      return messages
    },
    get lastId() {
      return lastId
    },
    get retryMs() {
      return retryMs
    },
  }
}
