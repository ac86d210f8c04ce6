import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { auth, offramp } from './offramp.ts'

export const app = new Hono<{ Bindings: HttpBindings }>()
app.all('/api/offramp/*', (c) => offramp(c.req.raw, { remoteAddress: c.env.incoming.socket.remoteAddress }))
app.all('/api/siwe/*', (c) => auth.handler(c.req.raw))
