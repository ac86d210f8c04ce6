export const [shortestPauseMs, longestPauseMs] = [1, 25]

/**
 * Tries again while another process holds the file. SQLite's own waiting (`busy_timeout`) would hold up this whole process: its
 * streams, its webhooks, and whoever asks for something else.
 *
 * @param reads - by name; one more try is never one too many
 * @param forMs - so long; then the call rejects with what SQLite said
 */
export function patient<reads extends object>(reads: reads, forMs: number): reads {
  const trying =
    (read: (...given: unknown[]) => Promise<unknown>) =>
    async (...given: unknown[]) => {
      for (
        let waited = 0, pause = shortestPauseMs;
        ;
        waited += pause, pause = Math.min(pause * 2, longestPauseMs)
      )
        try {
          return await read(...given)
        } catch (error) {
          if (!isBusy(error) || waited >= forMs) throw error
          await new Promise((resolve) => setTimeout(resolve, pause))
        }
    }
  return Object.fromEntries(Object.entries(reads).map(([name, read]) => [name, trying(read)])) as reads
}

/** 5: somebody else writes. 6: this process itself does. The higher bits say in which way. Source: https://sqlite.org/rescode.html */
export function isBusy(error: unknown): boolean {
  const { errcode } = (error ?? {}) as { errcode?: unknown }
  return typeof errcode === 'number' && [5, 6].includes(errcode & 0xff)
}
