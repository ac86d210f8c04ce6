// Stands for the app's own sessions, in the examples of the workshop's pages.

/** Who is signed in, and the wallets that they have signed in with. */
export interface OwnSession {
  userId: string
  wallets: readonly string[]
}

export async function sessionOf(request: Request): Promise<OwnSession | null> {
  return request.headers.has('cookie') ? { userId: 'user-1', wallets: [] } : null
}
