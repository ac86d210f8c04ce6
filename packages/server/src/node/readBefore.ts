import type { IncomingMessage } from 'node:http'
import type { Http2ServerRequest } from 'node:http2'

/** Whether a body parser was here first. One that keeps the bytes in `rawBody`, as some hosts do, has taken nothing away. */
export function wasRead(incoming: IncomingMessage | Http2ServerRequest): boolean {
  if (!incoming.readableDidRead || incoming.method === 'GET' || incoming.method === 'HEAD') return false
  return !('rawBody' in incoming && incoming.rawBody instanceof Buffer)
}

/** The same request with a body that says that it was read: an empty one would pass for what was sent. */
export async function spent({ url, method, headers, signal }: Request): Promise<Request> {
  const request = new Request(url, { method, headers: [...headers], signal, body: '-' })
  await request.text()
  return request
}
