import { httpBackend } from '@offrampkit/core/api'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fakeProvider } from '../../test/fakeProvider.ts'
import { handTimers } from '../../test/handTimers.ts'
import { harness, origin, passSeconds } from '../../test/harness.ts'
import { memoryShared } from '../shared/memory.ts'
import { memoryStore } from '../stores/memory.ts'

type Step = 'change' | 'cut' | 'lifetime' | 'wait' | 'read' | 'refuse' | 'restart'
const steps = fc.array(
  fc.constantFrom<Step>('change', 'change', 'cut', 'lifetime', 'wait', 'read', 'refuse', 'restart'),
  { maxLength: 40 },
)

type Server = ReturnType<typeof harness>

/** Everything that only waits for promises has happened by then. */
const settled = async () => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

it('a client hears of every change, however its streams end, whichever instance each of them reaches', async () => {
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.boolean(),
      fc.infiniteStream(fc.nat(1)),
      async (told, saysKnown, instances) => {
        const [store, shared, fake] = [memoryStore(), memoryShared(), fakeProvider()]
        const start = () => harness({ store, shared, streamLifetimeMs: 5_000 }, fake)
        const servers: [Server, Server] = [start(), start()]
        const { orderId } = await servers[0].create()
        let version = 1
        let read: number | undefined
        let heard = 0
        let refusals = 0
        let cut: () => void = () => undefined
        const timers = handTimers()
        const backend = httpBackend({
          baseUrl: 'https://app.example/api/offramp',
          after: timers.after,
          random: () => 0.5,
          headers: () => ({ origin, 'x-user': 'alice' }),
          async fetch(input, init) {
            if (refusals > 0) {
              refusals -= 1
              return new Response('{}', { status: 429 })
            }
            const server = servers[instances.next().value as 0 | 1]
            const lost = new AbortController()
            cut = () => lost.abort()
            const signal = AbortSignal.any([lost.signal, ...(init?.signal ? [init.signal] : [])])
            return await server.handler(new Request(input as string, { ...init, signal }))
          },
        })
        const known = saysKnown ? { known: () => read } : {}
        const stop = backend.subscribe?.({ orderId, ...known }, (told) => {
          heard = Math.max(heard, told ?? 0)
        })
        const does: Record<Step, () => unknown> = {
          async change() {
            const stored = await store.order(orderId)
            if (!stored) throw new Error('The order is gone.')
            version += 1
            await store.compareAndSet({
              ...{ next: { ...stored, version }, expected: version - 1, events: [], keys: [] },
            })
            await shared.publish({ orderId, version })
          },
          cut: () => cut(),
          lifetime: () => servers.forEach((server) => void passSeconds(server, 5)),
          wait: () => timers.pass(),
          // What was heard is not read at once, and sometimes not at all.
          read: () => (read = version),
          refuse: () => (refusals += 1),
          // As an instance is replaced: it sends its clients away, and takes none while it goes.
          async restart() {
            const at = instances.next().value as 0 | 1
            const going = servers[at]
            going.handler.closeStreams()
            await settled()
            timers.pass()
            await settled()
            expect([going.handler.openStreams(), going.timers.size]).toEqual([0, 0])
            servers[at] = start()
          },
        }
        for (const step of told) {
          await does[step]()
          if (step !== 'change') await settled()
        }
        // The network is back, and time goes by.
        refusals = 0
        for (let round = 0; round < 3; round++) {
          await settled()
          timers.pass()
        }
        await settled()
        expect(Math.max(heard, saysKnown ? (read ?? 0) : 0)).toBe(version)
        // And of the next one without any time going by, once a stream is open.
        for (
          let round = 0;
          round < 3 && servers.every(({ handler }) => handler.openStreams() === 0);
          round++
        ) {
          timers.pass()
          await settled()
        }
        await does.change()
        await settled()
        expect(heard).toBe(version)
        stop?.()
        await settled()
        expect(servers.map(({ handler, timers }) => [handler.openStreams(), timers.size])).toEqual([
          [0, 0],
          [0, 0],
        ])
      },
    ),
    { numRuns: 60 },
  )
})
