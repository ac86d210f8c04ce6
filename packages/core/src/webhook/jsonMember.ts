const blank = /[ \t\n\r]*/y
const quoted = /"[^"\\]*(?:\\.[^"\\]*)*"/y
const plain = /[^\s,\]}]+/y

/**
 * The text of the members of a JSON object, exactly as it stands in `text`: what a signature covers is a run of bytes,
 * and reading and writing JSON again changes them (`1.0`, `1e3`, an escaped ampersand, keys that look like integers).
 *
 * @param text - text that `JSON.parse` accepts
 * @returns the raw value of each member by its (unescaped) name, or `null` when `text` is no object or names one twice
 */
export function rawMembers(text: string): ReadonlyMap<string, string> | null {
  const members = new Map<string, string>()
  let at = 0
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at
    const token = pattern.exec(text)?.[0] ?? ''
    at += token.length
    return token
  }
  const skip = (letter: string): boolean => {
    take(blank)
    if (text[at] !== letter) return false
    at += 1
    take(blank)
    return true
  }

  if (!skip('{')) return null
  while (text[at] === '"') {
    const name: unknown = JSON.parse(take(quoted))
    if (typeof name !== 'string' || members.has(name) || !skip(':')) return null
    const from = at
    passValue()
    if (at === from) return null
    members.set(name, text.slice(from, at))
    if (!skip(',')) break
  }
  return skip('}') && at === text.length ? members : null

  /** Moves behind one value. Brackets are only counted: that they match was checked by `JSON.parse`. */
  function passValue(): void {
    let depth = 0
    do {
      const letter = text[at]
      // Each turn takes something or ends: a turn that took nothing would be taken for ever.
      if (letter === '"') {
        if (take(quoted) === '') return
      } else if (letter === '{' || letter === '[') {
        depth += 1
        at += 1
      } else if (letter === '}' || letter === ']') {
        depth -= 1
        at += 1
      } else if (depth > 0 && /[\s,:]/.test(letter ?? '')) at += 1
      else if (take(plain) === '') return
    } while (depth > 0)
  }
}
