import { parseJsonExactly } from '@offrampkit/core/money'

/**
 * What may be kept of a webhook: these members of the signed object, and nothing else. Names of people, bank details and phone
 * numbers stand beside them, and are left out before anything is stored. Never throws.
 *
 * @param names - members that parsing reads, or needs in order to say what is odd
 */
export function keepMembers(signed: Uint8Array, names: ReadonlySet<string>): Uint8Array {
  let found: [string, unknown][] = []
  try {
    const body = parseJsonExactly(new TextDecoder('utf-8', { fatal: true }).decode(signed))
    if (typeof body === 'object' && body !== null)
      found = Object.entries(body).filter(([name, value]) => names.has(name) && value !== null)
  } catch {
    // What cannot be read is not kept either; working on it then says so.
  }
  // An odd value stays odd, so that the message stays as unreadable as it came; what it holds is left out.
  const plain = found.map(([name, value]) => [name, typeof value === 'string' ? value : true])
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(plain)))
}
