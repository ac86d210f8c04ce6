import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Listens on this machine only, on the wished port or, if it is taken, on a free one. */
export async function listen(server: Server, port: number): Promise<string> {
  const tryPort = (wished: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(wished, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await tryPort(port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    return tryPort(0)
  })
  return `http://localhost:${(server.address() as AddressInfo).port}`
}
