import { createServer } from 'node:net'
import { PortTaken, type Supervised } from './supervised.ts'

/** A port of 127.0.0.1 that nobody listens on just now. Somebody may take it before it is used: then take another. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Takes another port as often as somebody else was faster. */
export async function startOnFreePort(
  start: (port: number) => Promise<Supervised>,
): Promise<{ port: number; running: Supervised }> {
  for (let tries = 1; ; tries++) {
    const port = await freePort()
    try {
      return { port, running: await start(port) }
    } catch (error) {
      if (!(error instanceof PortTaken) || tries === 10) throw error
    }
  }
}
