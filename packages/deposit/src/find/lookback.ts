/**
 * Blocks before the head, as it was when an attempt was armed, from which on its money is looked for: endpoints are not
 * all equally far.
 */
export const lookback = 5
