import type { PagePort } from '../ports/page.ts'

/** `pagehide`: the page is closed, left, or put into the browser's cache. */
export function windowPage(
  target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> = globalThis,
): PagePort {
  return {
    onHide(callback) {
      target.addEventListener('pagehide', callback)
      return () => target.removeEventListener('pagehide', callback)
    },
  }
}
