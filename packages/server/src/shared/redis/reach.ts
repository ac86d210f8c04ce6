/** Does the first while Redis answers, otherwise the second, which is told for how long it has been lost. */
export type Reach = <value>(
  together: () => Promise<value>,
  alone: (lostForMs: number) => Promise<value>,
) => Promise<value>

interface ReachParts {
  now: () => number
  /** Once for each loss. */
  onLost: (cause: unknown) => void
}

/** So often it is tried again. */
const retryMs = 1_000

export function createReach({ now, onLost }: ReachParts): Reach {
  let lostAt: number | null = null
  let triedAt = 0

  return async (together, alone) => {
    if (lostAt !== null && now() - triedAt < retryMs) return await alone(now() - lostAt)
    triedAt = now()
    try {
      const value = await together()
      lostAt = null
      return value
    } catch (cause) {
      triedAt = now()
      if (lostAt === null) {
        lostAt = now()
        onLost(cause)
      }
      return await alone(now() - lostAt)
    }
  }
}
