/** A window drawn inside of the page: an address bar, a way to close it, and a frame for what it shows. */
export interface WindowFrame {
  readonly document: Document | null
  /** Shows a document; resolves once it is there. */
  show(html: string, url: string): Promise<Document>
  toFront(): void
  remove(): void
}

const styles = {
  dialog:
    'padding:0;border:1px solid #8886;border-radius:12px;width:min(460px,calc(100vw - 24px));height:min(720px,calc(100dvh - 24px));box-shadow:0 24px 64px #0006;overflow:hidden;background:#fff;color:#12151b',
  box: 'display:flex;flex-direction:column;height:100%',
  bar: 'display:flex;align-items:center;gap:8px;padding:6px 6px 6px 14px;background:#e9ecf1;font:500 12px/1.4 system-ui,sans-serif',
  address: 'flex:1;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;direction:ltr',
  close:
    'min-width:32px;min-height:32px;border:0;border-radius:8px;background:transparent;color:inherit;font:inherit;font-size:16px;cursor:pointer',
  frame: 'flex:1;border:0;width:100%;background:#fff',
}

const testId = 'sandbox-window'

/** Whether a dialog is one of these windows. */
export const isFrame = (dialog: HTMLElement) => dialog.dataset.testid === testId

/** @param onClose - the person at the screen closed it */
export function openFrame(onClose: () => void): WindowFrame {
  const part = <tag extends keyof HTMLElementTagNameMap>(tag: tag, style: string) =>
    Object.assign(document.createElement(tag), { style })
  const dialog = part('dialog', styles.dialog)
  const box = part('div', styles.box)
  const bar = part('div', styles.bar)
  const address = part('span', styles.address)
  const close = part('button', styles.close)
  const frame = part('iframe', styles.frame)
  dialog.dataset.testid = testId
  dialog.setAttribute('aria-label', 'Sandbox window')
  address.textContent = 'about:blank'
  close.type = 'button'
  close.textContent = '×'
  close.setAttribute('aria-label', 'Close this window')
  frame.title = 'Page of the sandbox'
  bar.append(address, close)
  box.append(bar, frame)
  dialog.append(box)
  document.body.append(dialog)
  dialog.showModal()
  const closed = (event: Event) => {
    event.preventDefault()
    onClose()
  }
  close.addEventListener('click', closed)
  dialog.addEventListener('cancel', closed)

  return {
    get document() {
      return frame.contentDocument
    },
    async show(html, url) {
      address.textContent = url
      dialog.dataset.url = url
      await new Promise((loaded) => {
        frame.addEventListener('load', loaded, { once: true })
        frame.srcdoc = html
      })
      return frame.contentDocument as Document
    },
    toFront() {
      dialog.close()
      dialog.showModal()
    },
    remove() {
      dialog.close()
      dialog.remove()
    },
  }
}
