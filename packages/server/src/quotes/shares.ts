/**
 * Who is next, after start-time fair queueing: each question gets a tag one above its user's last; the lowest goes first. Whoever has
 * nothing waiting gets one just above what is being served, so that they are next, however much another has asked; and as what is being
 * served moves on with them, those who ask more are not kept waiting for ever.
 *
 * Source of the idea: Goyal, Vin, Cheng, "Start-time Fair Queuing", SIGCOMM 1996.
 */
export interface Shares {
  tag(user: string): number
  /** It will not be served. */
  refund(user: string, tag: number): void
  /** This one is being served. */
  serve(tag: number): void
  /** Nobody waits: everybody starts anew. */
  forget(): void
}

/** So many users are known at a time; above it those who have nothing to wait for are forgotten. */
const mostUsers = 1_000

export function createShares(): Shares {
  const last = new Map<string, number>()
  let served = 0
  return {
    tag(user) {
      const before = last.get(user) ?? 0
      const tag = before > served ? before + 1 : served + 0.5
      last.set(user, tag)
      if (last.size > mostUsers) for (const [who, at] of last) if (at <= served) last.delete(who)
      return tag
    },
    refund(user, tag) {
      if (last.get(user) === tag) last.set(user, tag - 1)
    },
    serve(tag) {
      served = Math.max(served, tag)
    },
    forget() {
      last.clear()
      served = 0
    },
  }
}
