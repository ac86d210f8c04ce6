import type { Turning, Wheel } from './wheel.ts'

/** What an {@link EventStream} is made from. */
export interface EventStreamParts {
  wheel: Wheel
  /** After so many seconds it ends by itself. */
  lifetime: number
  /** The first word comes within so many seconds, so that streams that opened together do not all speak together. */
  firstBeat: number
  /** The version that the reader knows: it is told later ones alone. `null`, or one that the order has not reached: whatever it is. */
  known: number | null
  /** Whether the reader may still hear of the order. Is asked about once a minute; what fails is asked again. */
  mayListen: () => Promise<boolean>
  /** Aborts when the client goes away, where the platform tells. */
  signal: AbortSignal
  /** It is over, whoever ended it. Called once. */
  onEnd: (stream: EventStream) => void
}

/** Proxies cut connections that are silent for a minute, some for half of one; clients give up after 45 s. */
const beatSeconds = 15
const checkBeats = 4
/** A reader that takes nothing for so many beats has gone without a word. */
const unreadBeats = 4

const encoder = new TextEncoder()
const beat = encoder.encode(':\n\n')

/**
 * A `text/event-stream` that says only that something changed: `data: {"version":7}` at once and after every change, and a
 * comment every 15 s. A client that reads slowly is told the newest version alone, so that nothing piles up for it; one that does
 * not read at all is dropped after a minute.
 *
 * @example new ReadableStream(new EventStream(parts).tell(7))
 */
export class EventStream implements UnderlyingDefaultSource<Uint8Array>, Turning {
  second = 0
  #parts: EventStreamParts
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null
  #newest = 0
  #told: number | null
  #secondsLeft: number
  #beats = 0
  /** At so many beats in a row nothing had been taken. */
  #unread = 0
  #over = false

  constructor(parts: EventStreamParts) {
    this.#parts = parts
    this.#told = parts.known
    this.#secondsLeft = parts.lifetime
  }

  /** Of what was told already nothing is said: whoever listens to several sources hears the same again. */
  tell(version: number): this {
    if (version > this.#newest) this.#newest = version
    if (this.#controller && !this.#over && !this.#isFull()) this.#sayNews(this.#controller)
    return this
  }

  start(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller
    const { signal, firstBeat } = this.#parts
    if (this.#over) {
      // While its order was read.
      controller.close()
      return
    }
    signal.addEventListener('abort', this, { once: true })
    // Ahead of the order as it is, which was restored from a backup: it would hear nothing until that is overtaken.
    if (this.#told !== null && this.#newest < this.#told) this.#told = null
    // Something at once, so that the reader knows that it is heard.
    if (!this.#sayNews(controller)) controller.enqueue(beat)
    if (signal.aborted) this.handleEvent()
    else this.#wait(firstBeat)
  }

  pull(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#unread = 0
    if (!this.#over) this.#sayNews(controller)
  }

  cancel(): void {
    this.#stop()
  }

  /** Of the signal: nobody is there who could be told anything. */
  handleEvent(): void {
    if (this.#over) return
    this.#stop()
    this.#controller?.close()
  }

  due(): void {
    if (this.#secondsLeft > 0) this.#beat()
    else this.end()
  }

  /** @param retryMs - the client opens the next one after this, and otherwise when it likes */
  end(retryMs?: number): void {
    const controller = this.#controller
    if (this.#over) return
    const unread = this.#unread > 0
    this.#stop()
    // An end behind what nobody reads would never arrive: the connection itself has to go.
    if (unread) controller?.error(new Error('A reader of an order’s news took nothing any more.'))
    if (unread || !controller) return
    if (retryMs !== undefined) controller.enqueue(encoder.encode(`retry: ${Math.round(retryMs)}\n\n`))
    controller.close()
  }

  #beat(): void {
    this.#beats += 1
    if (!this.#isFull()) this.#controller?.enqueue(beat)
    else this.#unread += 1
    if (this.#beats % checkBeats === 0) void this.#check()
    if (this.#unread < unreadBeats) this.#wait(beatSeconds)
    else this.end()
  }

  #stop(): void {
    if (this.#over) return
    this.#over = true
    const { wheel, signal, onEnd } = this.#parts
    wheel.drop(this)
    signal.removeEventListener('abort', this)
    onEnd(this)
  }

  #wait(seconds: number): void {
    const next = Math.min(seconds, this.#secondsLeft)
    this.#secondsLeft -= next
    this.#parts.wheel.put(this, next)
  }

  async #check(): Promise<void> {
    const may = await this.#parts.mayListen().catch(() => true)
    if (!may) this.end()
  }

  #isFull(): boolean {
    return (this.#controller?.desiredSize ?? 1) <= 0
  }

  #sayNews(controller: ReadableStreamDefaultController<Uint8Array>): boolean {
    const version = this.#newest
    if (version === this.#told || (this.#told !== null && version < this.#told)) return false
    this.#told = version
    controller.enqueue(encoder.encode(`id: ${version}\ndata: {"version":${version}}\n\n`))
    return true
  }
}
