/**
 * Where an answer differs from a recorded one: other keys, another casing, another JSON kind. Values are not
 * compared. Every element of an array is compared with the sample's first.
 */
export function shapeDifferences(actual: unknown, sample: unknown, path = '$'): string[] {
  const kind = (v: unknown) => (v === null ? 'null' : Array.isArray(v) ? 'array' : typeof v)
  if (kind(actual) !== kind(sample)) return [`${path} is ${kind(actual)}, recorded as ${kind(sample)}`]
  if (Array.isArray(actual) && Array.isArray(sample)) {
    return sample.length === 0
      ? []
      : actual.flatMap((item, i) => shapeDifferences(item, sample[0], `${path}[${i}]`))
  }
  if (kind(actual) !== 'object') return []
  const [a, b] = [actual as Record<string, unknown>, sample as Record<string, unknown>]
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return keys.flatMap((key) => {
    if (!(key in a)) return [`${path}.${key} is missing`]
    if (!(key in b)) return [`${path}.${key} is not in the recorded answer`]
    return shapeDifferences(a[key], b[key], `${path}.${key}`)
  })
}
