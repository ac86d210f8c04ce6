import { intervalOf, type SharedState } from './shared.ts'

/** So many in so many ms, all at once if need be. */
export interface Allowance {
  most: number
  inMs: number
}

/**
 * Takes one from an allowance that fills up evenly: to be used now, without waiting.
 *
 * @returns 0 when it was taken, else in how many ms there will be one
 */
export async function takeAtOnce(
  shared: SharedState,
  bucket: string,
  { most, inMs }: Allowance,
): Promise<number> {
  if (most === Number.POSITIVE_INFINITY) return 0
  const perSecond = (most * 1_000) / inMs
  const withinMs = (most - 1) * intervalOf(perSecond)
  const { taken, waitMs } = await shared.take(bucket, { perSecond, withinMs })
  // Refused within that time: what is shared has just been lost. Nobody is held up for it.
  return taken || waitMs <= withinMs ? 0 : waitMs - withinMs
}
