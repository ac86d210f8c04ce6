import { auth, offramp } from './offramp.ts'

type BunServer = { requestIP(request: Request): { address: string } | null }

export default {
  port: 3000,
  idleTimeout: 60, // A stream says a word every 15 s; the 10 s that Bun waits by default would cut it off.
  fetch(request: Request, server: BunServer) {
    return new URL(request.url).pathname.startsWith('/api/siwe/')
      ? auth.handler(request)
      : offramp(request, { remoteAddress: server.requestIP(request)?.address })
  },
}
