import { createSandboxProvider, type SandboxProvider, type SandboxTransport } from './provider.ts'

export interface AnnounceSandboxWalletParameters {
  /** Origin of the running sandbox, such as `http://127.0.0.1:4010`. */
  sandboxUrl: string
  /** How it is reached, where that is not over HTTP: a sandbox in the page brings its own. */
  transport?: SandboxTransport
}

const ICON = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#fc3"/><path d="M7 11h18v12H7z M20 16h5v3h-5z" fill="none" stroke="#221a00" stroke-width="2"/></svg>')}`

/**
 * Makes the sandbox wallet show up in the page's wallet list (EIP-6963), so that nobody needs an extension.
 * Its approve and reject buttons live in a window of the sandbox, never in the page.
 *
 * @returns the provider, and `stop` which takes the wallet off the list for pages that ask later.
 * @throws Error when the sandbox is not on localhost: nothing else may offer this wallet.
 * @example
 * announceSandboxWallet({ sandboxUrl: 'http://127.0.0.1:4010' })
 */
export function announceSandboxWallet(parameters: AnnounceSandboxWalletParameters): {
  provider: SandboxProvider
  stop(): void
} {
  const { hostname } = new URL(parameters.sandboxUrl)
  if (hostname !== 'localhost' && hostname !== '127.0.0.1') {
    throw new Error('The sandbox wallet only works with a sandbox on this machine.')
  }
  const provider = createSandboxProvider(parameters.sandboxUrl, parameters.transport)
  const info = Object.freeze({
    uuid: crypto.randomUUID(),
    name: 'Sandbox Wallet',
    icon: ICON,
    rdns: 'dev.offrampkit.sandbox',
  })
  const detail = Object.freeze({ info, provider })
  const announce = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
  window.addEventListener('eip6963:requestProvider', announce)
  announce()
  return { provider, stop: () => window.removeEventListener('eip6963:requestProvider', announce) }
}
