/**
 * Weaknesses that were reported and are not mended yet. While one stands here a schedule does not judge it; with `false` it
 * does.
 */
export const known: Readonly<Record<'twins', boolean>> = {
  /**
   * Two orders for the same transfer, open at the same time, where one browser's ledger does not hold both of them: it may
   * take the one's transaction for the other's, and tell the server. Words about them are not judged; the chain is.
   */
  twins: true,
}
