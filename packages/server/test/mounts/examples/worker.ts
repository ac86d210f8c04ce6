import { auth, offramp } from './offramp.ts'

export default {
  async fetch(request: Request, _env: unknown, context: { waitUntil: (work: Promise<unknown>) => void }) {
    const { pathname } = new URL(request.url)
    return await (pathname.startsWith('/api/siwe/') ? auth.handler(request) : offramp(request, context))
  },
  async scheduled() {
    await offramp.reconcile()
  },
}
