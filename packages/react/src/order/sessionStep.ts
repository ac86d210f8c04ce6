import type { OfframpSession, SessionForm } from '@offrampkit/core/api'
import type { OpenMode } from '@offrampkit/core/provider'

/** The next step towards the deposit. A URL is held by a function alone: no cache, log or storage can copy it. */
export type SessionStep =
  | {
      kind: 'open'
      orderId: string
      modes: readonly OpenMode[]
      expiresAt: number | null
      /** Hands the single-use URL out once, then forgets it: `null` from then on. */
      takeUrl(): string | null
    }
  | ({ kind: 'form'; orderId: string } & SessionForm)
  | { kind: 'deposit'; orderId: string }
  | { kind: 'follow'; orderId: string }

/** Moves the token of a session into a closure. */
export function toSessionStep(session: OfframpSession): SessionStep {
  if (session.kind !== 'open') return session
  let url: string | null = session.url
  return {
    kind: 'open',
    orderId: session.orderId,
    modes: session.modes,
    expiresAt: session.expiresAt,
    takeUrl() {
      const taken = url
      url = null
      return taken
    },
  }
}
