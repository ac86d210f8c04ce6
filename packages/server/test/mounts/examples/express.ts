import { toNodeListener } from '@offrampkit/server/node'
import express, { type Express } from 'express'
import { auth, offramp } from './offramp.ts'

export const app: Express = express()
app.all('/api/offramp/*rest', toNodeListener(offramp))
app.all('/api/siwe/*rest', toNodeListener(auth.handler))
app.use(express.json()) // after them: they read the body themselves, byte for byte
