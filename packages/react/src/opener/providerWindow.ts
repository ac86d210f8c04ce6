import type { ButtonMessages } from '../messages/messages.ts'

/** How the provider's page is to be opened. `auto`: a popup, else a tab, else this tab, else a link. */
export type OpenIn = 'auto' | 'popup' | 'tab' | 'redirect'

/** A window that we opened in a click, blank until its address is known. */
export interface ProviderWindow {
  readonly closed: boolean
  navigate(url: string): void
  close(): void
}

/**
 * Opens a blank window of our own origin. Call it first thing in the click: after an `await` browsers block it. Its
 * `opener` is severed before anybody else's page is in it, so that page can never steer ours.
 *
 * @returns `null` when the browser blocked it, `undefined` when nothing is to be opened
 */
export function openBlank(openIn: OpenIn, texts: ButtonMessages): ProviderWindow | null | undefined {
  if (openIn === 'redirect') return
  const popup = openIn === 'tab' ? null : tryOpen('popup,width=460,height=720')
  const opened = popup ?? (openIn === 'popup' ? null : tryOpen(''))
  if (!opened) return null
  try {
    opened.opener = null
    showWaiting(opened.document, texts)
  } catch {
    // Some browsers put the blank page out of reach; it is navigated all the same.
  }
  return {
    get closed() {
      return opened.closed
    },
    navigate: (url) => opened.location.replace(url),
    close: () => opened.close(),
  }
}

function tryOpen(features: string): Window | null {
  try {
    return window.open('about:blank', '_blank', features)
  } catch {
    return null
  }
}

/** A few words instead of a white page. Styled by script alone, so that a strict content policy has nothing to refuse. */
function showWaiting(page: Document, texts: ButtonMessages): void {
  page.title = texts.waitingTitle
  page.documentElement.lang = texts.locale
  page.documentElement.dir = texts.dir
  const line = page.createElement('p')
  line.textContent = texts.waitingBody
  line.setAttribute('role', 'status')
  line.style.cssText = 'margin:0;max-width:26ch;text-align:center;text-wrap:balance'
  page.body.style.cssText =
    'margin:0;height:100vh;display:grid;place-content:center;color-scheme:light dark;font:500 15px/1.5 system-ui,sans-serif;opacity:.72'
  page.body.replaceChildren(line)
}
