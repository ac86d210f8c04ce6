/** Name of the wallet's window: opening it again brings the same one to the front. */
const WINDOW_NAME = 'offrampkit-sandbox-wallet'

/** Methods for which the user has to look at the wallet. */
const ASKING = new Set([
  'eth_requestAccounts',
  'wallet_requestPermissions',
  'eth_sendTransaction',
  'personal_sign',
  'eth_signTypedData_v4',
  'wallet_switchEthereumChain',
  'wallet_addEthereumChain',
])

/** Whether this request may need the wallet window. */
export function needsWindow(method: string): boolean {
  return ASKING.has(method)
}

/**
 * Opens the wallet window. Must run synchronously inside the user's click: browsers block it otherwise.
 *
 * @param apart a window of its own: the known one is about to close and would take a new request with it
 * @returns whether a window is there.
 */
export function openWalletWindow(sandboxUrl: string, apart = false): boolean {
  const name = apart ? '_blank' : WINDOW_NAME
  return window.open(`${sandboxUrl}/wallet`, name, 'popup,width=420,height=720') !== null
}

const NOTICE_STYLE =
  'position:fixed;inset-block-end:1rem;inset-inline-end:1rem;z-index:2147483647;padding:.75rem 1rem;border:0;border-radius:999px;background:#fc3;color:#221a00;font:600 15px system-ui,sans-serif;cursor:pointer'

/** A small notice with a button, for when the browser blocked the wallet window. One at a time. */
export function createNotice(sandboxUrl: string) {
  let button: HTMLButtonElement | null = null
  return {
    show() {
      if (button !== null) return
      button = document.createElement('button')
      button.dataset.testid = 'sandbox-wallet-notice'
      button.textContent = 'Sandbox wallet: a request is waiting. Open it'
      button.style.cssText = NOTICE_STYLE
      button.addEventListener('click', () => openWalletWindow(sandboxUrl))
      document.body.append(button)
    },
    hide() {
      button?.remove()
      button = null
    },
  }
}
