/** An answer as data. */
export interface PlainAnswer {
  status: number
  /** Names in small letters. */
  headers: Readonly<Record<string, string>>
  body: string | null
}

/**
 * A handler that answers with data, or with a `Response` where that is a stream. `framed`: the transport ends a body at its
 * `content-length`, as the parser of Node does.
 */
export type PlainHandler = (
  request: Request,
  platform: unknown,
  transport: { framed: boolean },
) => Promise<PlainAnswer | Response>

/**
 * Of the handlers that have one. Node would make a `Response`, its headers and a stream of its body, only to read all of it again:
 * that costs more than everything else about a status read.
 */
const plainHandlers = new WeakMap<object, PlainHandler>()

export function keepPlain<handler extends object>(handler: handler, plain: PlainHandler): handler {
  plainHandlers.set(handler, plain)
  return handler
}

/** `null` for whatever createOfframpHandler did not make. */
export const plainOf = (handler: object): PlainHandler | null => plainHandlers.get(handler) ?? null

export const responseOf = ({ status, headers, body }: PlainAnswer): Response =>
  new Response(body, { status, headers })
