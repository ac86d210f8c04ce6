import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener, type Http2Bindings, type HttpBindings, RequestError } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { answerHeaders } from '../guards/answer.ts'
import { type PlainAnswer, plainOf } from '../plainAnswers.ts'
import { spent, wasRead } from './readBefore.ts'

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
  const plain = plainOf(handler)
  const ask = (request: Request, { incoming, outgoing }: HttpBindings | Http2Bindings) => {
    const platform: NodePlatform = { remoteAddress: incoming.socket.remoteAddress }
    if (!plain) return handler(request, platform)
    return plain(request, platform, { framed: true }).then((answer) =>
      answer instanceof Response ? answer : send(outgoing as ServerResponse, answer),
    )
  }
  return getRequestListener(
    async (request, bindings) =>
      wasRead(bindings.incoming) ? await ask(await spent(request), bindings) : ask(request, bindings),
    { overrideGlobalObjects: false, errorHandler: notAsked },
  ) as (request: IncomingMessage, response: ServerResponse) => Promise<void>
}

/** For what is no request that a handler could be asked, such as one with a `Host` that is none, and for a handler that throws. */
function notAsked(error: unknown): Response {
  return new Response(null, { status: error instanceof RequestError ? 400 : 500, headers: answerHeaders })
}

function send(response: ServerResponse, { status, headers, body }: PlainAnswer): Response {
  if (body === null) response.writeHead(status, headers).end()
  else {
    const length = Buffer.byteLength(body)
    // As many bytes as letters: all of it is ASCII, which Node writes faster under this name.
    const encoding = length === body.length ? 'latin1' : 'utf8'
    response.writeHead(status, { ...headers, 'content-length': length }).end(body, encoding)
  }
  return RESPONSE_ALREADY_SENT
}
