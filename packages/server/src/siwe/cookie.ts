/**
 * The session's cookie: no script can read it, and no other site can send it with a call that changes something. On https it
 * carries the `__Host-` prefix, so that no subdomain can plant one.
 */
export interface SessionCookie {
  read(request: Request): string | null
  write(value: string, maxAgeMs: number): string
  clear(): string
}

export function sessionCookie(secure: boolean): SessionCookie {
  const name = secure ? '__Host-offramp-session' : 'offramp-session'
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
  return {
    read(request) {
      for (const part of (request.headers.get('cookie') ?? '').split(';')) {
        const [key, value] = part.trim().split('=', 2)
        if (key === name && value) return value
      }
      return null
    },
    write: (value, maxAgeMs) => `${name}=${value}; Max-Age=${Math.floor(maxAgeMs / 1000)}${attributes}`,
    clear: () => `${name}=; Max-Age=0${attributes}`,
  }
}
