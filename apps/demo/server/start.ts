import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { startReconciling } from '@offrampkit/server'
import { toNodeListener } from '@offrampkit/server/node'
import type { DemoSettings } from '../src/settings.ts'
import { createApi } from './api.ts'
import { createOtherBackends } from './backends/otherBackends.ts'
import { throwawayWorld } from './backends/throwawayWorld.ts'
import { chooseDatabase } from './database.ts'
import { createFrontend } from './frontend.ts'
import { readKeys } from './keys.ts'
import { listen } from './listen.ts'
import { liveWorld } from './liveWorld.ts'
import { sandboxWorld } from './sandboxWorld.ts'
import type { World } from './world.ts'

export interface StartDemoOptions {
  /** Serve `dist` instead of Vite. */
  built: boolean
  port: number
  /** `throwaway`: local chains with two providers that exist for tests alone. Default: the sandbox, or live with keys. */
  world?: 'throwaway'
  say(line: string): void
}

export interface RunningDemo {
  url: string
  settings: DemoSettings
  stop(): Promise<void>
}

/** Starts the page, its API and, unless keys of a real provider are set, the sandbox with its chains. On this machine only. */
export async function startDemo(options: StartDemoOptions): Promise<RunningDemo> {
  const { built, port, say } = options
  const keys = readKeys(process.env)
  say(
    keys
      ? `Keys found: real providers (${Object.keys(keys).join(', ')}).`
      : 'Starting local chains and the sandbox…',
  )
  const local = options.world === 'throwaway' ? throwawayWorld : sandboxWorld
  const database = chooseDatabase(keys !== null)
  const world = keys ? liveWorld(keys, database.path) : await local({ port: 0, blockTimeMs: 300 })
  say(built ? 'Serving the built page…' : 'Starting Vite…')
  const server = createServer()
  const frontend = await createFrontend(built, server)
  const url = await listen(server, port)
  if (port !== 0 && new URL(url).port !== String(port)) say(`Port ${port} is taken; here is another one.`)
  const api = createApi({ world, origin: url, database: database.path })
  const offramp = toNodeListener(api.offramp)
  const siwe = toNodeListener(api.siwe.handler)
  const { authenticate } = api.siwe
  const { coinbase } = world
  const others =
    coinbase && toNodeListener(createOtherBackends({ coinbase, now: world.now, origin: url, authenticate }))
  server.on('request', (request, response) => {
    const path = request.url ?? '/'
    if (path.startsWith('/api/offramp')) return void offramp(request, response)
    if (path.startsWith('/api/siwe')) return void siwe(request, response)
    if (others && /^\/demo\/(own|coinbase)\//.test(path)) return void others(request, response)
    if (path === '/demo/settings.json') return answerJson(response, world.settings)
    if (path === '/demo/clock' && request.method === 'POST')
      return void moveClock(request, response, url, world)
    frontend.handle(request, response)
  })
  world.onListening(url)
  // Webhooks that could not be worked on and orders whose news stopped, at the start and now and then.
  const reconciling = startReconciling(api.offramp)
  return {
    url,
    settings: world.settings,
    async stop() {
      server.close()
      server.closeAllConnections()
      await reconciling.stop()
      await frontend.close()
      await world.stop()
      database.discard()
    },
  }
}

function answerJson(response: ServerResponse, value: unknown, status = 200): void {
  response.statusCode = status
  response.setHeader('content-type', 'application/json')
  response.setHeader('cache-control', 'no-store')
  response.end(JSON.stringify(value))
}

/** `POST /demo/clock {"advanceMs": 600000}`: for this page and for tests, in the sandbox alone. */
async function moveClock(
  request: IncomingMessage,
  response: ServerResponse,
  url: string,
  world: World,
): Promise<void> {
  const { origin } = request.headers
  if (!world.advance || (origin !== undefined && origin !== url))
    return answerJson(response, { error: 'refused' }, 403)
  let text = ''
  for await (const chunk of request) if (text.length < 1_000) text += String(chunk)
  const ms = Number((/"advanceMs":\s*(\d{1,10})\b/.exec(text) ?? [])[1])
  if (!Number.isSafeInteger(ms))
    return answerJson(response, { error: 'advanceMs has to be whole milliseconds' }, 400)
  await world.advance(ms)
  answerJson(response, { now: world.now() })
}
