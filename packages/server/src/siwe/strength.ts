/** What a guesser pays for a word, a row or a repetition: about as much as for one out of two thousand. */
const pieceBits = 11

/** Words that stand where a secret was meant to be put. Six letters and more, so that chance does not make them. */
const placeholder =
  /change.?(me|this)|qwerty|asdfgh|password|passphrase|secret|example|placeholder|replace|your.?own|insecure|development|testing/i

/** Whether the text says of itself that it is none. */
export function isPlaceholder(text: string): boolean {
  return placeholder.test(text)
}

/**
 * How many bits a guesser needs for the text, estimated low. Each letter counts as one of its alphabet, but what reads like a
 * word, a row (`aaaa`, `abcd`, `4321`) and what stood there before count as one piece each, however long.
 */
export function strengthOf(text: string): number {
  const hex = /^([0-9a-f]*|[0-9A-F]*)$/.test(text)
  const each = Math.log2(hex ? 16 : alphabetOf(text))
  let bits = 0
  for (let at = 0; at < text.length; ) {
    const length = Math.max(hex ? 0 : wordAt(text, at), rowAt(text, at), repeatAt(text, at))
    bits += length === 0 ? each : Math.min(pieceBits, each * length)
    at += Math.max(1, length)
  }
  return bits
}

function alphabetOf(text: string): number {
  const classes = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[0-9]/, 10],
    [/[^a-zA-Z0-9]/, 2],
  ] as const
  return classes.reduce((size, [pattern, letters]) => (pattern.test(text) ? size + letters : size), 0)
}

const letters = /([A-Za-z][a-z]{1,11}|[A-Z]{2,12})[^A-Za-z0-9]?/y
const vowel = /[aeiouy]/i
const unspeakable = /[bcdfghjklmnpqrstvwxz]{4}/i

/** What could be said aloud, with the dash or space behind it. Two letters count where nothing else stands beside them. */
function wordAt(text: string, at: number): number {
  letters.lastIndex = at
  const [all = '', letter = ''] = letters.exec(text) ?? []
  const apart = all !== letter && (at === 0 || /[^A-Za-z0-9]/.test(text[at - 1] ?? ''))
  return (letter.length > 2 || apart) && vowel.test(letter) && !unspeakable.test(letter) ? all.length : 0
}

/** Four and more letters of which each follows the one before, or is the same. */
function rowAt(text: string, at: number): number {
  const step = text.charCodeAt(at + 1) - text.charCodeAt(at)
  if (!(Math.abs(step) <= 1)) return 0
  let end = at + 1
  while (text.charCodeAt(end) - text.charCodeAt(end - 1) === step) end++
  return end - at >= 4 ? end - at : 0
}

/** Three and more letters that stood there before. */
function repeatAt(text: string, at: number): number {
  const before = text.slice(0, at).toLowerCase()
  const rest = text.slice(at).toLowerCase()
  let length = 3
  if (rest.length < length || !before.includes(rest.slice(0, length))) return 0
  while (length < rest.length && before.includes(rest.slice(0, length + 1))) length++
  return length
}
