import { auth, offramp } from './offramp.ts'

export default {
  fetch(request: Request, { remoteAddr }: { remoteAddr: { hostname: string } }) {
    return new URL(request.url).pathname.startsWith('/api/siwe/')
      ? auth.handler(request)
      : offramp(request, { remoteAddress: remoteAddr.hostname })
  },
}
