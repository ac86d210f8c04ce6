import { isId } from '@offrampkit/core/order'
import type { NewsListener } from '../../news/newsListener.ts'
import type { PgPool } from './pgShapes.ts'

/** What {@link listenForNews} needs. */
export interface NewsParts {
  pool: PgPool
  /** Of a checked schema: it stands in SQL as it is. */
  channel: string
  /** Calls back once after so many ms; the result stops it. */
  after: (ms: number, callback: () => void) => () => void
}

/** A connection that is gone without a word is found out after these, and its news read again. */
const beatMs = 20_000
const longestWaitMs = 10_000

/** Of a whole write, in the transaction that makes it. */
export const newsOf = (orderId: string, version: number) => `${orderId} ${version}`

/**
 * Holds one connection of the pool that listens. When it breaks, another takes its place, after waits that grow; each time it
 * begins, `onGap` says that something may have been missed.
 *
 * @returns stops it and lets go of the connection
 */
export function listenForNews({ pool, channel, after }: NewsParts, listener: NewsListener): () => void {
  let stopped = false
  let failures = 0
  let letGo: () => void = () => undefined

  async function begin(): Promise<void> {
    let lost = false
    let stopWaiting: () => void = () => undefined
    try {
      const client = await pool.connect()
      const lose = () => {
        if (lost) return
        lost = true
        stopWaiting()
        client.release(true)
        if (!stopped) retry()
      }
      client.on('error', lose)
      client.on('end', lose)
      letGo = lose
      if (stopped) return lose()
      client.on('notification', ({ payload }) => {
        const [, orderId, version] = /^(\S+) ([1-9]\d{0,14})$/.exec(payload ?? '') ?? []
        if (isId(orderId)) listener.onChange({ orderId, version: Number(version) })
      })
      const ask = (text: string, onAnswer: () => void) => {
        stopWaiting = after(beatMs, lose)
        client.query({ text }).then(() => {
          if (lost) return
          stopWaiting()
          onAnswer()
        }, lose)
      }
      const beat = () => {
        stopWaiting = after(beatMs, () => ask('SELECT 1', beat))
      }
      ask(`LISTEN ${channel}`, () => {
        failures = 0
        beat()
        listener.onGap()
      })
    } catch {
      if (!stopped) retry()
    }
  }

  function retry(): void {
    letGo = after(Math.min(100 * 2 ** failures++, longestWaitMs), () => void begin())
  }

  void begin()
  return () => {
    stopped = true
    letGo()
  }
}
