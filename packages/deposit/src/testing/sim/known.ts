/**
 * Weaknesses that were reported and are not mended yet. While one stands here a schedule does not judge it; with its line
 * gone it does.
 */
export const known = {
  /** Without a server that keeps attempts, a browser that never held the order calls it unsent: it cannot know. */
  strangerSaysUnsent: true,
  /** Another order's transfer to the same address may count as this one's. */
  sharedAddress: true,
} as const
