import { createClient } from '@redis/client'

/** Two connections to one Redis: one that asks, and one that listens. */
export interface RedisConnection {
  /** @throws Error when there is no connection, or no answer in time */
  run(script: string, key: string, values: readonly (string | number)[]): Promise<unknown>
  /** @throws Error as above */
  send(command: readonly string[]): Promise<unknown>
  /** Whether messages arrive; `onGap` is called when they begin to. */
  listens(): boolean
  /** Resolves when both are connected for the first time. */
  ready(): Promise<void>
  close(): void
}

interface ConnectionParts {
  url: string
  channel: string
  /** No answer takes longer. */
  patienceMs: number
  onMessage: (message: string) => void
  /** What listens was connected anew: messages may have been missed. */
  onGap: () => void
}

const steps = 5
/** So many calls in a row without an answer, and the connections are made anew. */
const mostSilences = 3

/**
 * Without a connection every call fails at once; nothing is queued for later, because what is late here is worth nothing. It is
 * connected again by itself, for ever, at most every two seconds.
 */
export function connectRedis(parts: ConnectionParts): RedisConnection {
  const { url, channel, patienceMs, onMessage, onGap } = parts
  const asking = createClient({
    url,
    // Version 2 of the protocol is spoken by every Redis and every Valkey.
    RESP: 2,
    disableOfflineQueue: true,
    commandsQueueMaxLength: 1_000,
    // Notices a connection that has died silently.
    pingInterval: 5_000,
    socket: { connectTimeout: 2_000, reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, 2_000) },
  })
  const listening = asking.duplicate()
  // An error is told to whoever asked; without a listener the event would end the process.
  asking.on('error', () => undefined)
  listening.on('error', () => undefined)

  let subscribed = false
  const subscribedOnce = new Promise<void>((resolve, reject) => {
    // Every time anew until it has worked once; from then on the client subscribes again by itself.
    listening.on('ready', async () => {
      try {
        if (!subscribed) await listening.subscribe(channel, onMessage)
        subscribed = true
        resolve()
        onGap()
      } catch (error) {
        reject(error)
      }
    })
  })
  subscribedOnce.catch(() => undefined)
  // They end only when they are closed, and fail only then.
  for (const client of [asking, listening]) client.connect().catch(() => undefined)
  const connectedOnce = new Promise<void>((resolve) => asking.once('ready', () => resolve()))

  let silences = 0
  let closed = false

  /** Some connections die without a word, and it is a quarter of an hour until the system notices. */
  function renew(): void {
    silences = 0
    for (const client of [asking, listening]) {
      if (closed || !client.isReady) continue
      client.destroy()
      client.connect().catch(() => undefined)
    }
  }

  async function inTime<value>(work: () => Promise<value>): Promise<value> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      // In steps: a process that stands still for seconds has waited for one of them, and reads what has arrived before the next.
      const wait = (left: number) => {
        if (left === 0) {
          silences += 1
          reject(new Error('Redis did not answer in time.'))
        } else timer = setTimeout(wait, patienceMs / steps, left - 1)
      }
      wait(steps)
    })
    try {
      const value = await Promise.race([connectedOnce.then(work), late])
      silences = 0
      return value
    } catch (error) {
      // It became a replica: its name, asked for anew, leads to the one that has taken over.
      if (error instanceof Error && /\bREADONLY\b/.test(error.message)) renew()
      throw error
    } finally {
      clearTimeout(timer)
      if (silences >= mostSilences) renew()
    }
  }

  return {
    run: (script, key, values) =>
      inTime(() => asking.eval(script, { keys: [key], arguments: values.map(String) })),
    send: (command) => inTime(() => asking.sendCommand([...command])),
    listens: () => subscribed && listening.isReady,
    async ready() {
      await Promise.all([connectedOnce, subscribedOnce])
    },
    close() {
      closed = true
      for (const client of [asking, listening]) if (client.isOpen) client.destroy()
    },
  }
}
