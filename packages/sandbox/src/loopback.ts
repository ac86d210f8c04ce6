/** Whether a `host[:port]` names this machine itself. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host)
}

/** Whether a request's `Origin` may steer the sandbox: none (not a browser) or a page on this machine. */
export function isLoopbackOrigin(origin: string | null): boolean {
  if (origin === null) return true
  try {
    return isLoopback(new URL(origin).host)
  } catch {
    return false
  }
}
