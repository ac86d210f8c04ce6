import { connect, type Socket } from 'node:net'
import { origin } from '../harness.ts'
import { now } from './protocol.ts'

/** Many connections that read one stream each, as light as they can be. */
export interface Readers {
  /** When each of them heard of this version; waits until all of `from` up to `to` have. */
  heard(version: number, from: number, to: number): Promise<bigint[]>
  close(): void
}

interface Reader {
  socket: Socket
  text: string
  at: Map<number, bigint>
}

/** Opens them, so many at a time, and waits until each has been told the first version. */
export async function openReaders(port: number, orderIds: readonly string[], atOnce = 200): Promise<Readers> {
  const readers: Reader[] = []
  let waiting: { until: () => boolean; done: () => void; fail: (error: Error) => void } | null = null
  let failed: Error | null = null

  function open(orderId: string): void {
    const reader: Reader = { socket: connect(port, '127.0.0.1'), text: '', at: new Map() }
    readers.push(reader)
    const fail = (error = new Error('A stream was closed.')) => {
      failed ??= error
      waiting?.fail(error)
    }
    reader.socket.setEncoding('latin1')
    reader.socket.on('error', fail)
    reader.socket.on('end', () => fail())
    reader.socket.on('data', (chunk: unknown) => {
      const arrived = now()
      reader.text = (reader.text + String(chunk)).slice(-2_000)
      for (const [all, id] of reader.text.matchAll(/^id: (\d+)\n/gm)) {
        if (!reader.at.has(Number(id))) reader.at.set(Number(id), arrived)
        reader.text = reader.text.replace(all, '')
      }
      if (waiting?.until()) waiting.done()
    })
    reader.socket.write(
      `GET /api/offramp/orders/${orderId}/events HTTP/1.1\r\nhost: localhost\r\norigin: ${origin}\r\nx-user: user ${orderId}\r\nofframpkit-version: 1\r\n\r\n`,
    )
  }

  async function heard(version: number, from: number, to: number): Promise<bigint[]> {
    let checked = from
    const until = () => {
      while (checked < to && readers[checked]?.at.has(version)) checked += 1
      return checked >= to
    }
    if (failed) throw failed
    if (!until()) await new Promise<void>((done, fail) => (waiting = { until, done, fail }))
    waiting = null
    return readers.slice(from, to).map(({ at }) => at.get(version) ?? 0n)
  }

  for (let from = 0; from < orderIds.length; from += atOnce) {
    for (const orderId of orderIds.slice(from, from + atOnce)) open(orderId)
    await heard(1, from, readers.length)
  }
  return {
    heard,
    close() {
      for (const { socket } of readers)
        socket
          .removeAllListeners()
          .on('error', () => undefined)
          .destroy()
    },
  }
}
