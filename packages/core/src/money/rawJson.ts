import { OfframpError } from '../errors/offrampError.ts'

const stringsAndNumbers = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * `JSON.parse` in which every number arrives as the text that stood in the body.
 *
 * A JS number would turn `0.1000` into `0.1` and 20 digits into 17 (rule 1 of the design).
 *
 * @throws OfframpError `provider_unreadable` when the text is not JSON
 * @example parseJsonExactly('{"a":0.1000}') // { a: '0.1000' }
 */
export function parseJsonExactly(text: string): unknown {
  try {
    JSON.parse(text)
    return JSON.parse(text.replace(stringsAndNumbers, (token) => (token[0] === '"' ? token : `"${token}"`)))
  } catch (cause) {
    throw new OfframpError({
      code: 'provider_unreadable',
      message: 'The answer is not JSON.',
      why: 'Nothing was read from it, so nothing about the order changed.',
      action: 'Try again in a moment.',
      cause,
    })
  }
}
