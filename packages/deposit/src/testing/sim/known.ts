/**
 * Weaknesses that were reported and are not mended yet. While one stands here a schedule does not judge it; with `false` it
 * does.
 */
export const known: Readonly<Record<'twins', boolean>> = {
  /**
   * Two orders for the same transfer, both unanswered at the same time: a transaction may be taken for that of either. Words
   * about such orders are not judged; what reaches the chain is.
   */
  twins: true,
}
