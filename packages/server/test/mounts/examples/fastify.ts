import { toNodeListener } from '@offrampkit/server/node'
import fastify from 'fastify'
import { auth, offramp } from './offramp.ts'

export const app = fastify()

const mounts = { '/api/offramp/': toNodeListener(offramp), '/api/siwe/': toNodeListener(auth.handler) }
app.addHook('onRequest', async (request, reply) => {
  for (const [path, listener] of Object.entries(mounts))
    if (request.raw.url?.startsWith(path)) {
      reply.hijack()
      await listener(request.raw, reply.raw)
    }
})
