import { readEvents } from './eventStream.ts'
import { openFrame } from './frame.ts'
import { selfContained } from './markup.ts'

export interface PageWindowContext {
  sandboxUrl: string
  /** `fetch` of the sandbox's own pages. */
  fetch: typeof fetch
  /** The page led to somewhere that is not the sandbox's: to the app, as a rule. */
  onLeave(url: string, close: () => void): void
  onClosed(): void
  /** Closes it, whatever its page has done. */
  signal: AbortSignal
}

/** What whoever opened a window may do with it: the part of `Window` that is needed. */
export type PageWindow = Pick<Window, 'closed' | 'close' | 'focus' | 'document' | 'name'> & {
  opener: unknown
  readonly location: { replace(url: string): void; assign(url: string): void; href: string }
}

const escapeHtml = (text: string) => text.replace(/[&<]/g, (char) => (char === '&' ? '&amp;' : '&lt;'))
const simple = (text: string) =>
  `<!doctype html><title>Sandbox</title><p style="margin:2rem;font:500 15px/1.5 system-ui">${escapeHtml(text)}</p>`

/** How long the wallet's window stays after its work is done. */
const LINGER_MS = 700

/**
 * A window that shows the sandbox's pages without a server, and does what a browser does with them: follows redirects and links,
 * posts forms. The pages' own scripts do not run; the wallet's one is played by {@link PageWindow} itself.
 */
export function openPageWindow(ctx: PageWindowContext, name: string): PageWindow {
  let current = 'about:blank'
  let closed = false
  // The page cut the tie: whoever opened it is told that it is closed, and can do nothing with it any more.
  let severed = false
  let news = new AbortController()
  const frame = openFrame(close)
  ctx.signal.addEventListener('abort', close)

  function close() {
    if (closed) return
    closed = true
    news.abort()
    ctx.signal.removeEventListener('abort', close)
    frame.remove()
    ctx.onClosed()
  }

  /** Each navigation ends the one before it. */
  let visits = 0
  async function navigate(to: string, init?: RequestInit) {
    const visit = ++visits
    // What it is about to leave must not call it back.
    news.abort()
    const isLast = () => visit === visits && !closed
    let url = new URL(to, current === 'about:blank' ? ctx.sandboxUrl : current).href
    let request = init
    try {
      for (let hops = 0; hops < 10; hops += 1) {
        if (new URL(url).origin !== ctx.sandboxUrl) return leave(url)
        const response = await ctx.fetch(url, request)
        if (response.headers.get('cross-origin-opener-policy') === 'same-origin') severed = true
        const next = response.headers.get('location')
        if (next === null) {
          const { html, scripts } = await selfContained(await response.text(), url, ctx.fetch)
          if (isLast()) await show(html, url, scripts)
          return
        }
        url = new URL(next, url).href
        request = undefined
      }
    } catch {
      if (isLast()) await show(simple('This page cannot be reached. Are you offline?'), url, [])
    }
  }

  function leave(url: string) {
    void show(simple('Back at the app. You can close this window.'), url, [])
    ctx.onLeave(url, close)
  }

  async function show(html: string, url: string, scripts: readonly string[]) {
    news.abort()
    news = new AbortController()
    current = url
    const page = await frame.show(html, url)
    page.addEventListener('submit', submit)
    page.addEventListener('click', follow)
    if (scripts.includes('/wallet/page.js')) playWalletScript(page)
  }

  function submit(event: SubmitEvent) {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const fields = new URLSearchParams()
    for (const [key, value] of new FormData(form, event.submitter)) fields.append(key, String(value))
    const action = new URL(form.getAttribute('action') || current, current)
    if (form.method === 'post') return void navigate(action.href, { method: 'POST', body: fields })
    action.search = fields.toString()
    void navigate(action.href)
  }

  function follow(event: MouseEvent) {
    const link = (event.target as Element).closest('a')
    const href = link?.getAttribute('href')
    if (!href) return
    event.preventDefault()
    void navigate(href)
  }

  /** As the wallet's own script does: shows news at once, and closes a window that has done its work. */
  function playWalletScript(page: Document) {
    const { version, close: mayClose } = page.getElementById('wallet')?.dataset ?? {}
    const here = current
    const { signal } = news
    void readEvents(ctx.fetch, `${ctx.sandboxUrl}/wallet/events`, signal, (data) => {
      if (data !== version && !signal.aborted) void navigate(here)
    }).catch(() => undefined)
    if (mayClose !== 'yes') return
    const timer = setTimeout(close, LINGER_MS)
    signal.addEventListener('abort', () => clearTimeout(timer))
  }

  return {
    name,
    opener: null,
    get closed() {
      return closed || severed
    },
    get document() {
      return frame.document as Document
    },
    close() {
      if (!severed) close()
    },
    focus: () => frame.toFront(),
    location: {
      replace: (url) => void navigate(url),
      assign: (url) => void navigate(url),
      get href() {
        return current
      },
      set href(url) {
        void navigate(url)
      },
    },
  }
}
