/** The page's own end. */
export interface PagePort {
  /** Calls back synchronously when the page is hidden for good or frozen (`pagehide`); the result stops it. */
  onHide(callback: () => void): () => void
}
