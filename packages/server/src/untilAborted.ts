/** The work's result, or the error of `giveUp` once the signal aborts: what does not heed its signal holds nobody. */
export function untilAborted<value>(
  work: Promise<value>,
  signal: AbortSignal,
  giveUp: () => Error,
): Promise<value> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(giveUp())
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
