/** A generator of numbers in [0, 1): the same seed gives the same ones. Mulberry32, public domain. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Values that have broken readers of money and addresses. */
const odd: readonly unknown[] = [
  ...[
    null,
    '',
    ' ',
    '0',
    '-1',
    '1e5',
    '1,000',
    '٢٥',
    '25.',
    '.5',
    'NaN',
    'null',
    'undefined',
    '0x',
    '\u0000',
  ],
  ...[
    0,
    -1,
    1e21,
    1e-7,
    true,
    false,
    [],
    {},
    [[]],
    { value: null },
    { amount: {} },
    ['0x'],
    'x'.repeat(5000),
  ],
  ...['0x0000000000000000000000000000000000000000', '0001-01-01T00:00:00Z', '9999-99-99', 'constructor'],
]

type Path = readonly string[]

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at]
  return [at, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...at, key]))]
}

function changeAt(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return change(value)
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...(value as Record<string, unknown>) }
  const changed = changeAt((value as Record<string, unknown>)[key], rest, change)
  if (changed !== undefined) (copy as Record<string, unknown>)[key] = changed
  else if (Array.isArray(copy)) copy.splice(Number(key), 1)
  else delete copy[key]
  return copy
}

/**
 * A body that is almost the given one: a member missing, null, odd, of another kind, twice, or under a name that objects
 * inherit; or the text cut, turned into HTML, or emptied.
 *
 * @param body - JSON text
 * @param random - see {@link seeded}
 */
export function mutate(body: string, random: () => number): string {
  const choose = <item>(items: readonly item[]): item => items[Math.floor(random() * items.length)] as item
  const kind = random()
  if (kind < 0.04) return body.slice(0, Math.floor(random() * body.length))
  if (kind < 0.06) return '<html><body>Bad gateway</body></html>'
  if (kind < 0.07) return ''
  if (kind < 0.09)
    return choose(['null', '[]', '{}', '"text"', '5', '{"error":"x"}', '{"code":3,"message":"x"}'])
  let value: unknown = JSON.parse(body)
  const rounds = 1 + Math.floor(random() * 3)
  for (let round = 0; round < rounds; round += 1) {
    const path = choose(pathsOf(value))
    const act = random()
    value = changeAt(value, path, (old) => {
      if (act < 0.3) return undefined
      if (act < 0.7) return choose(odd)
      if (act < 0.8) return [old, old]
      if (act < 0.9) return { ['__proto__']: old, constructor: old, extra: old }
      return typeof old === 'string' ? old.toUpperCase() : JSON.stringify(old)
    })
    if (value === undefined) return ''
  }
  return JSON.stringify(value)
}
