import type { CallContext, ProviderMarks, ServerProviderFactory } from '@offrampkit/core/provider'
import { expect, test } from 'vitest'
import { fakeProvider } from '../test/fakeProvider.ts'
import { alice, harness } from '../test/harness.ts'
import { memoryStore } from './stores/memory.ts'

/** The fake provider, and what the server handed it. */
function listening() {
  const fake = fakeProvider()
  const handed: { marks: (ProviderMarks | undefined)[]; calls: CallContext[] } = { marks: [], calls: [] }
  const create: ServerProviderFactory = (context) => {
    handed.marks.push(context.marks)
    const provider = fake.create(context)
    return {
      ...provider,
      createSession: (order, call) => {
        handed.calls.push(call)
        return provider.createSession(order, call)
      },
    }
  }
  return { fake, handed, create }
}

test('marks that a provider takes hold in every instance over the same store, until they lapse', async () => {
  const { fake, handed, create } = listening()
  let storeTime = 0
  const store = memoryStore({ now: () => storeTime })
  const instances = [1, 2].map(() => harness({ store, providers: [create] }, fake))
  const [first, second] = handed.marks
  const now = instances[0]?.now() ?? 0
  expect(await first?.take('a', now + 1_000)).toBe(true)
  expect(await second?.take('a', now + 1_000)).toBe(false)
  expect([await second?.has('a'), await second?.has('b')]).toEqual([true, false])
  // Whose clock is ahead is not believed: the store's own counts.
  instances[1]?.pass(3_600_000)
  expect(await second?.take('a', now + 3_609_000)).toBe(false)
  storeTime = 1_000
  expect(await second?.has('a')).toBe(false)
  expect(await second?.take('a', now + 3_609_000)).toBe(true)
  expect(await first?.take('a', now + 9_000)).toBe(false)
})

test('a step learns whose order it is, and which rows other orders hold', async () => {
  const { fake, handed, create } = listening()
  const h = harness({ providers: [create] }, fake)
  const holder = await h.ready()
  const { orderId } = await h.create()
  await h.ok('createSession', { path: { orderId } })
  const [ofHolder, ofOther] = handed.calls
  expect(ofOther?.userId).toBe(alice.userId)
  const rowId = `row-${holder.orderId}`
  expect(await ofOther?.isTaken?.(rowId)).toBe(true)
  expect(await ofHolder?.isTaken?.(rowId)).toBe(false)
  expect(await ofOther?.isTaken?.('another row')).toBe(false)
})
