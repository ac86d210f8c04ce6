/**
 * Runs something while the page is looked at: it ends when the page is hidden, left, or put into the browser's cache, and
 * begins anew when it is back.
 *
 * @param begin - the result ends it
 * @returns ends it for good
 */
export function whileSeen(begin: () => () => void): () => void {
  let left = false
  let end: (() => void) | undefined
  const update = () => {
    if (!left && document.visibilityState === 'visible') {
      end ??= begin()
      return
    }
    end?.()
    end = undefined
  }
  const onPage = ({ type }: Event) => {
    left = type === 'pagehide'
    update()
  }
  document.addEventListener('visibilitychange', update)
  window.addEventListener('pagehide', onPage)
  window.addEventListener('pageshow', onPage)
  update()
  return () => {
    document.removeEventListener('visibilitychange', update)
    window.removeEventListener('pagehide', onPage)
    window.removeEventListener('pageshow', onPage)
    end?.()
  }
}
