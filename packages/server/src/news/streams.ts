import { OfframpError } from '@offrampkit/core'
import type { OrderId } from '@offrampkit/core/order'
import { requestsStandApart } from '../requestsStandApart.ts'
import type { Hold } from '../shared/shared.ts'
import { EventStream } from './eventStream.ts'
import type { NewsHub } from './hub.ts'
import { createReleases } from './releases.ts'
import { createWheel } from './wheel.ts'

/** How many streams may be open at once: of one user at all instances that share their state, and altogether at one. */
export interface StreamLimits {
  perUser: number
  total: number
}

/** One of a user's places at all instances, for so many ms; `null` while there is none. */
type HoldPlace = (userId: string, ms: number) => Promise<Hold | null>

/** What {@link createStreams} works with. */
export interface StreamsParts extends StreamLimits {
  news: NewsHub
  /** Calls back once after so many ms; the result stops it. */
  after: (ms: number, callback: () => void) => () => void
  /** From 0 up to, not including, 1. */
  random: () => number
  /** No stream lives longer. */
  lifetimeMs: number
  /** Where instances share nothing, each counts for itself. */
  hold?: HoldPlace | undefined
}

/** Who wants to hear of which order. */
export interface StreamAsk {
  orderId: OrderId
  userId: string
  /** The version that the client knows, `null` when it does not say. */
  known: number | null
  /** Reads the order's version, once it is listened to. */
  version: () => Promise<number>
  mayListen: () => Promise<boolean>
  signal: AbortSignal
}

/** The open streams of one instance. */
export interface Streams {
  /** @throws OfframpError `rate_limited` when there is no place, and whatever `version` throws */
  open(ask: StreamAsk): Promise<ReadableStream<Uint8Array>>
  /** Ends all of them and opens none any more. Clients come back, to another instance, spread over some seconds. */
  close(): void
  /** How many are open. */
  readonly size: number
}

interface Place {
  userId: string
  orderId: OrderId
  held?: Hold | null
}

/** Twice as long as between two heartbeats at which it is renewed. Those of an instance that died are free after this. */
const heldMs = 120_000

/** Who was pushed out by a stream of the same order has one that lives; if not, it is heard from again after this. */
const pushedOutMs = 60_000
const noPlaceMs = 60_000
/** When an instance goes, its clients come to the others at this pace at most. */
const movingPerSecond = 500
/** Streams that opened together, after an instance had gone, end over this part of their lifetime. */
const spread = 0.25
const beatSeconds = 15

/** Holds a place for each stream from before its order is read until it is over, however it ends. */
export function createStreams(parts: StreamsParts): Streams {
  const { news, random, lifetimeMs } = parts
  const apart = requestsStandApart()
  const shared = apart ? null : createWheel(parts.after)
  const places = new Map<EventStream, Place>()
  const users = new Map<string, Set<EventStream>>()
  let opened = 0
  let closed = false
  const releases = createReleases({ atOnce: apart })

  function take(stream: EventStream, place: Place): void {
    if (closed) throw noPlace('This server is about to stop.', 1_000)
    const own = users.get(place.userId) ?? new Set()
    if (own.size >= parts.perUser) pushOut(stream, place)
    if (places.size >= parts.total) throw noPlace('So many people follow their orders just now.', noPlaceMs)
    places.set(stream, place)
    users.set(place.userId, (users.get(place.userId) ?? own).add(stream))
  }

  /** Of the same order, at this instance. Sets keep the order in which streams came: the oldest is the likeliest to have no reader. */
  function pushOut(stream: EventStream, { userId, orderId }: Place): void {
    const own = [...(users.get(userId) ?? [])]
    const oldest = own.find((one) => one !== stream && places.get(one)?.orderId === orderId)
    if (!oldest) throw noPlace('You follow as many orders as one user may.', noPlaceMs)
    oldest.end(pushedOutMs)
  }

  /** Beside the place at this instance, one that all instances count. */
  async function takeShared(stream: EventStream, place: Place, hold: HoldPlace): Promise<void> {
    const ask = () => hold(place.userId, heldMs)
    let held = await ask()
    if (!held) {
      // One that has just ended, pushed out perhaps, may not have let go yet.
      await releases.of(place.userId)
      held = await ask()
    }
    if (!held) {
      pushOut(stream, place)
      await releases.of(place.userId)
      held = await ask()
    }
    if (!held) throw noPlace('You follow as many orders as one user may.', noPlaceMs)
    keepHeld(stream, place, held)
  }

  function keepHeld(stream: EventStream, place: Place, held: Hold): void {
    place.held = held
    if (!places.has(stream)) release(place)
  }

  function release(place: Place): void {
    const { held, userId } = place
    place.held = null
    if (held) releases.add(userId, held)
  }

  async function renew(stream: EventStream, hold: HoldPlace): Promise<void> {
    const place = places.get(stream)
    if (!place?.held || (await place.held.renew())) return
    // What is shared was away, or has forgotten: meanwhile each instance counted for itself, and there may be too many.
    const held = await hold(place.userId, heldMs)
    if (held) keepHeld(stream, place, held)
    else stream.end(noPlaceMs)
  }

  function free(stream: EventStream): void {
    const place = places.get(stream)
    const userId = place?.userId
    if (place) release(place)
    places.delete(stream)
    const own = userId === undefined ? undefined : users.get(userId)
    own?.delete(stream)
    if (own?.size === 0 && userId !== undefined) users.delete(userId)
  }

  return {
    async open({ orderId, userId, version, mayListen, ...asked }) {
      let stopListening: () => void = () => undefined
      const { hold } = parts
      const renewing = async () => {
        const [may] = await Promise.all([mayListen(), hold && renew(stream, hold)])
        return may
      }
      const stream: EventStream = new EventStream({
        ...asked,
        mayListen: hold ? renewing : mayListen,
        wheel: shared ?? createWheel(parts.after),
        lifetime: Math.max(1, Math.floor((lifetimeMs / 1_000) * (1 - spread * random()))),
        firstBeat: 1 + (opened++ % beatSeconds),
        onEnd() {
          stopListening()
          free(stream)
        },
      })
      const place: Place = { userId, orderId }
      take(stream, place)
      // Listens first and reads then: what is written in between is heard.
      stopListening = news.listen(orderId, (heard) => void stream.tell(heard))
      try {
        if (hold) await takeShared(stream, place, hold)
        stream.tell(await version())
      } catch (error) {
        stream.end()
        throw error
      }
      return new ReadableStream(stream)
    },
    close() {
      closed = true
      let at = 0
      for (const stream of [...places.keys()]) stream.end(1_000 + (at++ * 1_000) / movingPerSecond)
    },
    get size() {
      return places.size
    },
  }
}

function noPlace(message: string, retryAfterMs: number): OfframpError {
  return new OfframpError({
    code: 'rate_limited',
    message,
    why: 'A stream only says sooner what asking says as well: the order goes on without it.',
    action: 'Ask for the order now and then; this page does so by itself.',
    retryAfterMs,
  })
}
