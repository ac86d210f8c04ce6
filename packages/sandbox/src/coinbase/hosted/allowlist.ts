/**
 * Whether the project's allowlist takes a redirect URL. Formats (security requirements, 2026):
 * `https://app.com` with all sub-paths, `https://*.domain.com` (http and https only), `custom-scheme://path`.
 * Localhost works without listing.
 */
export function isAllowedRedirect(redirectUrl: string, allowlist: readonly string[]): boolean {
  let url: URL
  try {
    url = new URL(redirectUrl)
  } catch {
    return false
  }
  const web = url.protocol === 'http:' || url.protocol === 'https:'
  if (['javascript:', 'data:', 'blob:', 'file:', 'about:'].includes(url.protocol)) return false
  if (web && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) return true
  return allowlist.some((entry) => {
    const wildcard = /^(https?:)\/\/\*\.([^/*]+)$/.exec(entry)
    if (wildcard) return url.protocol === wildcard[1] && url.host.endsWith(`.${wildcard[2]}`)
    if (!web) return redirectUrl.startsWith(entry)
    try {
      const allowed = new URL(entry)
      const path = allowed.pathname === '/' ? '' : allowed.pathname.replace(/\/$/, '')
      return url.origin === allowed.origin && `${url.pathname}/`.startsWith(`${path}/`)
    } catch {
      return false
    }
  })
}

/** What a page's `form-action` must list so that a form may end at this URL. */
export function formTarget(redirectUrl: string): string {
  const url = new URL(redirectUrl)
  return url.origin === 'null' ? url.protocol : url.origin
}
