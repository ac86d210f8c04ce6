import { isFrame } from './frame.ts'
import { openPageWindow, type PageWindow, type PageWindowContext } from './pageWindow.ts'

/** What a page calls `window.open`. */
type Open = typeof window.open

/**
 * Opens windows inside of the page for as long as it is on: `window.open` of a blank page or one of the sandbox's, and links to
 * the sandbox, lead into a frame that is drawn over the page. No popup has to be allowed, and no server to be there.
 *
 * @returns what ends it and closes every window
 */
export function takeOverWindows(ctx: Omit<PageWindowContext, 'onClosed' | 'signal'>): () => void {
  const all = new Set<PageWindow>()
  const end = new AbortController()
  const browserOpen = window.open
  const isOurs = (url: string) => ['', 'about:blank'].includes(url) || url.startsWith(ctx.sandboxUrl)

  function openHere(url: string, name: string): PageWindow {
    const known = name === '_blank' || name === '' ? undefined : [...all].find((one) => one.name === name)
    const opened =
      known ?? openPageWindow({ ...ctx, onClosed: () => void all.delete(opened), signal: end.signal }, name)
    if (known) known.focus()
    all.add(opened)
    if (url.startsWith(ctx.sandboxUrl)) opened.location.replace(url)
    return opened
  }

  const open: Open = (url = '', name = '_blank', features) =>
    isOurs(String(url))
      ? (openHere(String(url), name) as unknown as Window)
      : browserOpen.call(window, url, name, features)

  /** Also links, which the kit offers where no window could be opened. */
  function follow(event: MouseEvent) {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link?.href.startsWith(ctx.sandboxUrl)) return
    event.preventDefault()
    openHere(link.href, '_blank')
  }

  /** A dialog of the page that opens later would cover ours; it never covers a window of the browser's. */
  const opening = new MutationObserver((changes) => {
    const covers = changes.some(
      ({ target }) => target instanceof HTMLDialogElement && target.open && !isFrame(target),
    )
    if (covers) for (const one of all) one.focus()
  })

  window.open = open
  document.addEventListener('click', follow)
  opening.observe(document, { subtree: true, attributes: true, attributeFilter: ['open'] })
  return () => {
    // Somebody else may have put theirs on top of ours meanwhile.
    if (window.open === open) window.open = browserOpen
    document.removeEventListener('click', follow)
    opening.disconnect()
    end.abort()
  }
}
