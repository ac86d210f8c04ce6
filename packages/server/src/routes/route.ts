import type { RouteName, routes } from '@offrampkit/core/api'
import type { User } from '../options.ts'
import type { Services } from '../services.ts'

/** A request that passed the guards of its route. */
export interface Ask {
  request: Request
  /** A path parameter, `''` when absent. Not checked yet. */
  param: (name: string) => string
  query: () => URLSearchParams
  /** The raw body, at most 64 kB; empty for reads. */
  body: Uint8Array
  /** @throws OfframpError `client_ip_unknown` */
  clientIp: () => Promise<string>
  /** Where the platform offers it, goes on with the work after the answer; otherwise waits for it. */
  background: (work: Promise<void>) => Promise<void>
}

export interface UserAsk extends Ask {
  user: User
  /** Asks again who asks, for what goes on after the answer has begun. */
  stillSignedIn: () => Promise<boolean>
}

/** Answers with what becomes the JSON body, or with a stream that becomes a `text/event-stream`. */
export type Route<ask extends Ask = Ask> = (ask: ask, services: Services) => Promise<unknown>

/** A route of a user gets one; the others cannot even name one. */
export type RouteTable = {
  readonly [name in RouteName]: (typeof routes)[name]['access'] extends 'user' ? Route<UserAsk> : Route
}
