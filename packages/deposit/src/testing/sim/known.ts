/**
 * What is known and cannot be mended here. While one stands here a schedule does not judge it; with `false` it does.
 */
export const known: Readonly<Record<'twins', boolean>> = {
  /**
   * Two sales of one amount to one address. The words of both, in stages and in refusals, are left unjudged
   *
   * - where any browser's storage was rolled back, from then on: it no longer holds what it asked for, so that the other
   *   sale's transfer is all that it sees, and it tells the server so;
   * - where attempts of both were open at the same time (one with a hash is, until its transfer is long final), as long as not every browser's ledger holds an attempt of both.
   *
   * Everywhere else they are judged. The chain and the requests are judged always: no second deposit of either, nothing
   * asked for but the sale's own.
   */
  twins: true,
}
