import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Http2ServerRequest } from 'node:http2'
import { getRequestListener } from '@hono/node-server'

/** What `toNodeListener` hands to `authenticate` and `clientIp`. */
export interface NodePlatform {
  /** The address at the other end of the connection: the user, or the last proxy before you. */
  remoteAddress: string | undefined
}

/** A Fetch handler that is told who connected. */
export type NodeHandler = (request: Request, platform: NodePlatform) => Response | Promise<Response>

/**
 * A Fetch handler as a listener for `node:http`, Express and whatever else speaks `(request, response)`.
 *
 * Mount it where the URL is not cut: `app.all('/api/offramp/*rest', listener)` rather than `app.use('/api/offramp', …)`,
 * and before anything that reads the body.
 *
 * @example createServer(toNodeListener(offramp)).listen(3000)
 */
export function toNodeListener(
  handler: NodeHandler,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const listener = getRequestListener(
    (request, { incoming }) => {
      const platform = { remoteAddress: incoming.socket.remoteAddress }
      return wasRead(incoming)
        ? spent(request).then((other) => handler(other, platform))
        : handler(request, platform)
    },
    { overrideGlobalObjects: false },
  )
  return async (request, response) => {
    await listener(request, response)
  }
}

/** Whether a body parser was here first. One that keeps the bytes in `rawBody`, as some hosts do, has taken nothing away. */
function wasRead(incoming: IncomingMessage | Http2ServerRequest): boolean {
  if (!incoming.readableDidRead || incoming.method === 'GET' || incoming.method === 'HEAD') return false
  return !('rawBody' in incoming && incoming.rawBody instanceof Buffer)
}

/** The same request with a body that says that it was read: an empty one would pass for what was sent. */
async function spent({ url, method, headers, signal }: Request): Promise<Request> {
  const request = new Request(url, { method, headers: [...headers], signal, body: '-' })
  await request.text()
  return request
}
