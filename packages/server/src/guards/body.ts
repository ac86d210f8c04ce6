import { OfframpError } from '@offrampkit/core'
import * as z from 'zod/mini'
import { invalidRequest } from '../refusals.ts'

/** No body of ours, and no webhook, is larger. */
const longestBody = 65_536

/** For routes that need to be told nothing: `{}`. */
export const emptyBodySchema = z.strictObject({})

/** @throws OfframpError `unsupported_media_type` unless the body says that it is JSON: forms cannot */
export function checkContentType(request: Request): void {
  const type = request.headers.get('content-type') ?? ''
  if (/^application\/json\s*(;|$)/i.test(type.trim())) return
  throw new OfframpError({
    code: 'unsupported_media_type',
    message: 'The body must be JSON.',
    why: 'A form of another site can send anything but that.',
    action: 'Set the header content-type: application/json.',
  })
}

/**
 * The bytes as they came.
 *
 * @throws OfframpError `payload_too_large`, before more than the limit was read; `invalid_config` when somebody else has read
 * them: what is left would be an empty body, and a signature over another one
 */
export async function readBytes(request: Request, framed = false): Promise<Uint8Array> {
  if (request.bodyUsed) throw bodyWasRead()
  const declared = request.headers.get('content-length')
  if (declared !== null && !(Number(declared) <= longestBody)) throw tooLarge()
  if (framed && declared !== null && !request.headers.has('transfer-encoding'))
    return new Uint8Array(await request.arrayBuffer().catch(brokenOff))
  if (!request.body) return new Uint8Array()
  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read().catch(brokenOff)
    if (done) break
    length += value.byteLength
    if (length > longestBody) {
      await reader.cancel().catch(() => undefined)
      throw tooLarge()
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}

/**
 * The body by its schema.
 *
 * @throws OfframpError `invalid_request`, naming the field and never its value
 */
export function parseBody<value>(schema: z.ZodMiniType<value>, bytes: Uint8Array): value {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw invalidRequest('body', 'the body is not JSON in UTF-8')
  }
  return parseFields(schema, json)
}

/** The same for fields that are there already, such as those of a query. */
export function parseFields<value>(schema: z.ZodMiniType<value>, fields: unknown): value {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.map(String).join('.').slice(0, 100) || 'body'
  throw invalidRequest(
    field,
    issue?.code === 'unrecognized_keys' ? 'a field is unknown' : 'a field is not valid',
  )
}

function brokenOff(): never {
  throw invalidRequest('body', 'the body ended before it was complete')
}

function bodyWasRead(): OfframpError {
  return new OfframpError({
    code: 'invalid_config',
    message: 'The body of this request was read before Offramp Kit was asked.',
    why: 'A webhook is checked byte for byte, so that a body which was parsed already cannot be trusted again.',
    action:
      'Mount the handler before whatever reads bodies, such as express.json(), and hand it a request that nobody has read.',
  })
}

function tooLarge(): OfframpError {
  return new OfframpError({
    code: 'payload_too_large',
    message: 'The body is larger than 64 kB.',
    why: 'Nothing of this API needs as much.',
    action: 'Nothing was done. Send less.',
  })
}
