import { own } from '../wire.ts'

/** What an error body says, whatever its shape. For deciding only: neither text is ever passed on. */
export interface WireError {
  reason: string
  code: string
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, 1000) : typeof value === 'number' ? String(value) : ''

/**
 * Reads the three documented shapes, `{code, message, details}` (google.rpc.Status), `{code: "ERROR_…", message}` and
 * `{errorType, errorMessage}`, and what else was seen (`{error}`, plain text). `null` for a body that tells no error.
 */
export function readError(body: unknown): WireError | null {
  if (typeof body === 'string') return { reason: textOf(body), code: '' }
  const nested = own(body, 'error')
  const source = typeof nested === 'object' && nested !== null ? nested : body
  const first = (...names: string[]) =>
    names.map((name) => textOf(own(source, name))).find((text) => text !== '') ?? ''
  const reason = first('message', 'errorMessage', 'error_message', 'error')
  const code = first('errorType', 'error_type', 'code')
  return reason === '' && code === '' ? null : { reason, code }
}
