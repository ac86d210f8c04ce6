import { createServer } from 'node:http'
import { toNodeListener } from '@offrampkit/server/node'
import { auth, offramp } from './offramp.ts'

const toOfframp = toNodeListener(offramp)
const toSiwe = toNodeListener(auth.handler)

export const server = createServer((request, response) =>
  request.url?.startsWith('/api/siwe/') ? toSiwe(request, response) : toOfframp(request, response),
)
