/**
 * No right clock puts anything off for as long: an order at most by `longestDueMs`, a webhook by an hour, both counted from some
 * moment of a round, which lasts no longer than `longestRoundMs`. What is due later than this was written by a clock that is ahead,
 * or by one that was; it counts as due, or nobody would look at it until the others' clocks have come as far.
 */
export const farMs = 12 * 3_600_000
