import { Agent, request as httpRequest } from 'node:http'
import { connect, type Socket } from 'node:net'

/** A request, to the byte where it matters. */
export interface Ask {
  method?: string
  /** As it goes over the wire: nothing in it is normalised. */
  path: string
  headers?: readonly (readonly [name: string, value: string])[]
  body?: Uint8Array | string
  /** Sends the body in pieces of so many bytes, without saying how long it is. */
  pieces?: number
}

export interface Answer {
  status: number
  /** Each header line as it came, names in small letters. */
  headers: [name: string, value: string][]
  body: Buffer
}

const once = new Agent({ keepAlive: false })

/** Sends a request to 127.0.0.1 as it is written. */
export function send(port: number, ask: Ask, agent: Agent = once): Promise<Answer> {
  const { method = 'GET', path, headers = [], body, pieces } = ask
  const bytes = body === undefined ? null : Buffer.from(body)
  return new Promise((resolve, reject) => {
    const lines = [['host', 'app.example'], ...headers]
    if (bytes) lines.push(pieces ? ['transfer-encoding', 'chunked'] : ['content-length', `${bytes.length}`])
    const request = httpRequest({
      ...{ host: '127.0.0.1', port, method, path, agent },
      headers: lines.flat(),
    })
    request.on('error', reject)
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: linesOf(response.rawHeaders),
          body: Buffer.concat(chunks),
        }),
      )
    })
    for (let at = 0; bytes && pieces && at < bytes.length; at += pieces)
      request.write(bytes.subarray(at, at + pieces))
    request.end(pieces ? undefined : bytes)
  })
}

function linesOf(raw: readonly string[]): [string, string][] {
  const lines: [string, string][] = []
  for (let at = 0; at < raw.length; at += 2) lines.push([(raw[at] ?? '').toLowerCase(), raw[at + 1] ?? ''])
  return lines
}

/** The value of a header that stands there once; several lines are joined. */
export function headerOf({ headers }: Answer, name: string): string | null {
  const found = headers.filter(([key]) => key === name).map(([, value]) => value)
  return found.length === 0 ? null : found.join(', ')
}

/** A connection on which every byte is the test's own. */
export async function openSocket(port: number): Promise<{
  socket: Socket
  /** Everything that has come so far. */
  heard: () => string
}> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1')
  })
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('connect', resolve))
  return { socket, heard: () => heard }
}
