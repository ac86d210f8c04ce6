/** Milliseconds since 1970 that never go back and never jump when the machine's clock is set. */
export const steadyNow = (): number => performance.timeOrigin + performance.now()
