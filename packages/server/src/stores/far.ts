/**
 * Nothing is put off for longer than an hour. What is due later than this was written by a clock that is ahead, or by one that was;
 * it counts as due, or nobody would look at it until the others' clocks have come as far.
 */
export const farMs = 2 * 3_600_000
