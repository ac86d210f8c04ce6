import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import compression from 'compression'
import express from 'express'

/** A mount that serves. */
export interface Running {
  port: number
  stop(): Promise<void>
}

/** Mounts that run in the test's own process. */
export const mountsHere: Record<string, () => Promise<Running>> = {
  node: async () => await listen((await import('./examples/node.ts')).server),
  hono: async () => {
    const { app } = await import('./examples/hono.ts')
    return await listen(createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server)
  },
  express: async () => await serve((await import('./examples/express.ts')).app),
  'express behind compression': async () => {
    const app = express()
    app.use(compression({ threshold: 0 }))
    app.use((await import('./examples/express.ts')).app)
    return await serve(app)
  },
  fastify: async () => {
    const { app } = await import('./examples/fastify.ts')
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    return {
      port,
      async stop() {
        app.server.closeAllConnections()
        await app.close()
      },
    }
  },
}

export const serve = (listener: RequestListener): Promise<Running> => listen(createServer(listener))

export async function listen(server: Server): Promise<Running> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
