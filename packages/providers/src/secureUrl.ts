/** Parses an `https` URL, or an `http` one on this machine; `null` for all else, and for one that holds a password. */
export function secureUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.username !== '' || url.password !== '') return null
  const local =
    ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname) || url.hostname.endsWith('.localhost')
  return url.protocol === 'https:' || (url.protocol === 'http:' && local) ? url : null
}

/** As {@link secureUrl}, without query and fragment: paths can be put behind it. */
export function secureBase(text: string): URL | null {
  const url = secureUrl(text)
  return url !== null && url.search === '' && url.hash === '' ? url : null
}

/** As {@link secureBase}, without a path either. */
export function secureOrigin(text: string): URL | null {
  const url = secureBase(text)
  return url?.pathname === '/' ? url : null
}

/** Whether one of these addresses is on this machine, where alone http may be, or at one of the hosts that pay nobody. */
export function isForTests(urls: readonly string[], testUrls: readonly string[] = []): boolean {
  const origins = testUrls.map((url) => new URL(url).origin)
  return urls.some((text) => {
    const url = URL.canParse(text) ? new URL(text) : null
    return url !== null && (url.protocol === 'http:' || origins.includes(url.origin))
  })
}
