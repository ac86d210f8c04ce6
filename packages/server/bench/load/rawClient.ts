import { connect, type Socket } from 'node:net'

/** One request as the bytes that go over the wire, keep-alive. Must be answered with a `content-length`. */
export type RawRequest = Buffer

/** What one run saw. */
export interface LoadResult {
  seconds: number
  /** Answers by status code. */
  statuses: Map<number, number>
  /** Milliseconds from the first byte out to the last byte in, unsorted. */
  latencies: number[]
  /** Numbers of the requests that were answered 2xx. */
  good: number[]
}

export interface LoadOptions {
  port: number
  connections: number
  /** The request of this number, or `null` when there are no more. */
  request: (index: number) => RawRequest | null
  /** Stops asking after this time; what was asked is waited for. */
  forMs?: number
  /** What is in flight when the server goes away is not answered; the run ends. */
  mayBreak?: boolean
}

/**
 * As many connections as told, each asking the next question when its last one was answered. Parses no more of an answer than
 * its status and length, so that it costs a fraction of what the servers that it drives do.
 */
export async function load(options: LoadOptions): Promise<LoadResult> {
  const { port, connections, request, forMs = Number.POSITIVE_INFINITY, mayBreak = false } = options
  const result: LoadResult = { seconds: 0, statuses: new Map(), latencies: [], good: [] }
  const from = performance.now()
  let asked = 0
  const next = () => {
    if (performance.now() - from >= forMs) return null
    const index = asked
    const bytes = request(index)
    if (bytes) asked++
    return bytes && { index, bytes }
  }
  const one = async () => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    try {
      await talk(socket, next, result)
    } catch (error) {
      if (!mayBreak) throw error
    } finally {
      socket.destroy()
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  result.seconds = (performance.now() - from) / 1_000
  return result
}

type Next = () => { index: number; bytes: RawRequest } | null

function talk(socket: Socket, next: Next, result: LoadResult): Promise<void> {
  return new Promise((resolve, reject) => {
    let current = next()
    let from = performance.now()
    let received: Buffer | null = null
    if (!current) return resolve()
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('The server closed the connection.')))
    socket.on('data', (chunk) => {
      received = received ? Buffer.concat([received, chunk]) : chunk
      const answer = readAnswer(received)
      if (!answer || !current) return
      const { status } = answer
      result.latencies.push(performance.now() - from)
      result.statuses.set(status, (result.statuses.get(status) ?? 0) + 1)
      if (status >= 200 && status < 300) result.good.push(current.index)
      received = null
      current = next()
      from = performance.now()
      if (current) socket.write(current.bytes)
      else resolve()
    })
    socket.write(current.bytes)
  })
}

/** Whether the answer is whole, and its status. */
function readAnswer(bytes: Buffer): { status: number } | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = bytes.toString('latin1', 0, end).toLowerCase()
  const at = head.indexOf('\r\ncontent-length:')
  if (at < 0) throw new Error(`An answer without a length: ${head.slice(0, 80)}`)
  const length = Number.parseInt(head.slice(at + 17), 10)
  if (bytes.length < end + 4 + length) return null
  return { status: Number(head.slice(9, 12)) }
}

/** A request as bytes. */
export function rawRequest(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string | Uint8Array,
): RawRequest {
  const bytes = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body ?? [])
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  const length = body === undefined ? '' : `content-length: ${bytes.length}\r\n`
  return Buffer.concat([Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}${length}\r\n`), bytes])
}
