import { onTestFinished } from 'vitest'
import { httpBackend } from '../src/api/client.ts'
import { apiVersion, apiVersionHeader } from '../src/api/version.ts'
import { orderId } from './views.ts'

/** Everything that is only waiting for promises has happened by then. */
export const settled = async () => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}
export const eventHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  [apiVersionHeader]: apiVersion,
}

/** One answer of the server, with the pen in the test's hand. */
export function openStream(headers: Record<string, string> = eventHeaders) {
  const encoder = new TextEncoder()
  let pen: ReadableStreamDefaultController<Uint8Array>
  const stream = {
    left: false,
    response: new Response(
      new ReadableStream<Uint8Array>({
        start(controller) {
          pen = controller
        },
        cancel() {
          stream.left = true
        },
      }),
      { headers },
    ),
    say: (text: string) => pen.enqueue(encoder.encode(text)),
    change: (version: number) => stream.say(`id: ${version}\ndata: {"version":${version}}\n\n`),
    end: () => pen.close(),
    breakOff: () => pen.error(new TypeError('terminated')),
  }
  return stream
}

/** The client over answers that are told one by one and timers that are run by hand. */
export function bench(
  answers: (() => Response | Promise<Response>)[] = [],
  headers?: () => Promise<never>,
  known?: () => number | undefined,
) {
  const timers: { ms: number; run: () => void }[] = []
  const asked: { url: string; init: RequestInit }[] = []
  const heard: (number | undefined)[] = []
  const backend = httpBackend({
    baseUrl: '/api/offramp',
    ...(headers ? { headers } : {}),
    fetch: async (url, init = {}) => {
      asked.push({ url: String(url), init })
      const answer = answers[asked.length - 1]
      return answer ? await answer() : new Promise<Response>(() => undefined)
    },
    after(ms, run) {
      const timer = { ms, run }
      timers.push(timer)
      return () => {
        const at = timers.indexOf(timer)
        if (at >= 0) timers.splice(at, 1)
      }
    },
    random: () => 0.5,
  })
  if (!backend.subscribe) throw new Error('The client has nothing to listen with.')
  const stop = backend.subscribe({ orderId, ...(known ? { known } : {}) }, (version) => heard.push(version))
  onTestFinished(stop)
  return {
    asked,
    heard,
    stop,
    /** After which version each stream was asked for. */
    after: () => asked.map(({ init }) => new Headers(init.headers).get('last-event-id')),
    waits: () => timers.map(({ ms }) => ms),
    /** Lets the next timer come due. */
    async pass() {
      timers.shift()?.run()
      await settled()
    },
  }
}
