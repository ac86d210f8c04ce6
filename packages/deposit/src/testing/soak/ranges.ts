/** Seeds from the first one to before the second. */
export type Range = readonly [from: number, to: number]

/** Adds a range to others, which are in order and apart, and keeps them so. */
export function cover(ranges: readonly Range[], [from, to]: Range): Range[] {
  if (to <= from) return [...ranges]
  const before = ranges.filter(([, end]) => end < from)
  const after = ranges.filter(([start]) => start > to)
  const touched = ranges.filter(([start, end]) => end >= from && start <= to)
  const joined: Range = [
    Math.min(from, ...touched.map(([start]) => start)),
    Math.max(to, ...touched.map(([, end]) => end)),
  ]
  return [...before, joined, ...after]
}

/** How many seeds these are. */
export const sizeOf = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, [from, to]) => sum + (to - from), 0)

/** What of `whole` is not covered yet, in pieces of `size` at most. */
export function* missing(ranges: readonly Range[], whole: Range, size: number): Generator<Range> {
  let [from] = whole
  const [, end] = whole
  for (const [start, stop] of [...ranges, [end, end] as const]) {
    const until = Math.min(start, end)
    for (; from < until; from += size) yield [from, Math.min(from + size, until)]
    from = Math.max(from, until, stop)
  }
}
