import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What the network does to what is sent through it. */
export type Weather =
  /** Everything arrives. */
  | 'clear'
  /** Nothing arrives, in either direction, and nobody is told. */
  | 'swallows'

/** A network between a server and its database that a test can break. */
export interface TcpProxy {
  port: number
  weather: Weather
  /** The connection breaks when the next question with these words was answered, before the answer arrives. Then `null` again. */
  losesAnswerTo: string | null
  /** Everything arrives so many ms later. */
  delayMs: number
  /** Where new connections lead to. */
  target: number
  /** Breaks all connections, as a router that restarts does. */
  cut(): void
  close(): Promise<void>
}

export async function startProxy(target: number): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>()
  const proxy: TcpProxy = {
    weather: 'clear',
    losesAnswerTo: null,
    delayMs: 0,
    target,
    port: 0,
    cut,
    close,
  }

  const carry = (from: Socket, to: Socket, isAnswer: boolean, state: { asked: boolean }) => {
    from.on('data', (bytes: Buffer) => {
      if (isAnswer && state.asked) {
        proxy.losesAnswerTo = null
        return void [from, to].map((socket) => socket.destroy())
      }
      state.asked ||= proxy.losesAnswerTo !== null && bytes.includes(proxy.losesAnswerTo)
      if (proxy.weather === 'swallows') return
      if (proxy.delayMs === 0) to.write(bytes)
      else setTimeout(() => to.destroyed || to.write(bytes), proxy.delayMs)
    })
    // What ends behind a network that swallows everything is not heard of either.
    from.on('end', () => proxy.weather === 'clear' && to.end())
    from.on('close', () => proxy.weather === 'clear' && to.destroy())
    from.on('error', () => undefined)
  }

  const server = createServer((inner) => {
    const outer = connect(proxy.target, '127.0.0.1')
    const pair = [inner, outer] as const
    pairs.add(pair)
    inner.on('close', () => pairs.delete(pair))
    const state = { asked: false }
    carry(inner, outer, false, state)
    carry(outer, inner, true, state)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  proxy.port = (server.address() as AddressInfo).port
  return proxy

  function cut(): void {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
  }
  async function close(): Promise<void> {
    cut()
    server.close()
    await once(server, 'close')
  }
}
