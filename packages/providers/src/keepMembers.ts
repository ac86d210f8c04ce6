import { parseJsonExactly } from '@offrampkit/core/money'

/**
 * What may be kept of a webhook: these members of the signed object, and nothing else. Names of people, bank details and phone
 * numbers stand beside them, and are left out before anything is stored. Never throws.
 *
 * @param names - members that parsing reads, or needs in order to say what is odd
 * @param inner - members that hold members in their turn, and which of those may be kept
 */
export function keepMembers(
  signed: Uint8Array,
  names: ReadonlySet<string>,
  inner: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): Uint8Array {
  let kept = {}
  try {
    kept = chosen(parseJsonExactly(new TextDecoder('utf-8', { fatal: true }).decode(signed)), names, inner)
  } catch {
    // What cannot be read is not kept either; working on it then says so.
  }
  return new TextEncoder().encode(JSON.stringify(kept))
}

function chosen(
  body: unknown,
  names: ReadonlySet<string>,
  inner: ReadonlyMap<string, ReadonlySet<string>>,
): Record<string, unknown> {
  const found = isObject(body) ? Object.entries(body) : []
  const plain = found
    .filter(([name, value]) => names.has(name) && value !== null)
    .map(([name, value]) => {
      const members = inner.get(name)
      if (members && isObject(value) && !Array.isArray(value))
        return [name, chosen(value, members, new Map())]
      // An odd value stays odd, so that the message stays as unreadable as it came; what it holds is left out.
      return [name, typeof value === 'string' ? value : true]
    })
  return Object.fromEntries(plain)
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
