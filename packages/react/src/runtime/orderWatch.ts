import type { OfframpBackend } from '@offrampkit/core/api'
import { whileSeen } from './whileSeen.ts'

type OnChange = (version?: number) => void
type Known = () => number | undefined

/** What the backend pushes about orders. */
export interface OrderWatch {
  /**
   * Listens while the page is looked at. The backend is asked once for each order, however many parts of the page listen: a
   * stream keeps one of the six connections that a browser has for an origin. One reader is told once.
   *
   * @param reader - whoever reads when something is told, such as a query client
   * @param known - the version that this reader has read
   */
  listen(orderId: string, reader: object, onChange: OnChange, known: Known): () => void
}

interface Watched {
  readers: Map<object, { parts: number; onChange: OnChange; known: Known }>
  stop: () => void
}

/** A backend that does not push is silent. */
export function createOrderWatch(backend: () => Promise<OfframpBackend>): OrderWatch {
  const orders = new Map<string, Watched>()

  function open(orderId: string, onChange: OnChange, known: Known): () => void {
    let over = false
    let stop: (() => void) | undefined
    const heard: OnChange = (version) => {
      if (!over) onChange(version)
    }
    backend()
      .then(({ subscribe }) => {
        if (!over) stop = subscribe?.({ orderId, known }, heard)
      })
      // The status query meets the same failure and tells it.
      .catch(() => undefined)
    return () => {
      over = true
      stop?.()
    }
  }

  function begin(orderId: string): Watched {
    const readers: Watched['readers'] = new Map()
    const tell: OnChange = (version) => {
      for (const { onChange } of [...readers.values()]) onChange(version)
    }
    // What one of them has not read yet has to be told.
    const known = () => {
      const versions = [...readers.values()].map((reader) => reader.known() ?? Number.NaN)
      const least = Math.min(...versions)
      return Number.isFinite(least) ? least : undefined
    }
    const watched = { readers, stop: whileSeen(() => open(orderId, tell, known)) }
    orders.set(orderId, watched)
    return watched
  }

  return {
    listen(orderId, reader, onChange, known) {
      const watched = orders.get(orderId) ?? begin(orderId)
      const mine = watched.readers.get(reader) ?? { parts: 0, onChange, known }
      watched.readers.set(reader, mine)
      mine.parts += 1
      let stopped = false
      return () => {
        if (stopped) return
        stopped = true
        mine.parts -= 1
        if (mine.parts === 0) watched.readers.delete(reader)
        // In the same commit another part of the page may begin to listen: the stream is kept for it.
        queueMicrotask(() => {
          if (watched.readers.size > 0 || orders.get(orderId) !== watched) return
          orders.delete(orderId)
          watched.stop()
        })
      }
    },
  }
}
