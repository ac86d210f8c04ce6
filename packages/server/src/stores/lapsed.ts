/**
 * How long a consumed key is remembered after it has lapsed. The caller's clock says what has lapsed: one that jumped a day ahead
 * must not make the store forget what all others, and this one once it is set right, still count on.
 */
export const keepLapsedMs = 48 * 3_600_000
