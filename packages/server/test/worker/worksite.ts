import { OfframpError } from '@offrampkit/core'
import {
  type FlowId,
  merge,
  noFacts,
  type OrderEvent,
  type OrderFacts,
  type RowState,
} from '@offrampkit/core/order'
import { buildServices } from '../../src/buildServices.ts'
import { checkOptions } from '../../src/checkOptions.ts'
import type { OfframpHandlerOptions } from '../../src/options.ts'
import type { Services } from '../../src/services.ts'
import { memoryShared } from '../../src/shared/memory.ts'
import { memoryStore } from '../../src/stores/memory.ts'
import type { StoredOrder } from '../../src/stores/store.ts'
import { sampleOrder } from '../../src/testing/storeSamples.ts'
import { type FakeProvider, fakeProvider } from '../fakeProvider.ts'
import { harness, origin, registry } from '../harness.ts'
import { simulatedTime } from '../simulatedTime.ts'

/** What an order that is inserted is like. */
interface Like {
  state?: 'created' | 'opened' | RowState
  ageMs?: number
}

export const down = () => new OfframpError({ code: 'provider_unavailable', message: 'Down.' })

/** One store, two providers that take 200 ms for an answer, and as many workers as a test wants, in simulated time. */
export function worksite(options: Partial<OfframpHandlerOptions> = {}) {
  const time = simulatedTime()
  const store = options.store ?? memoryStore()
  const shared = memoryShared({ now: time.now })
  /** Every question, in the order in which they were put. */
  const asked: { provider: string; orderId: string; at: number }[] = []
  const asking = { now: 0, most: 0 }

  const provider = (id: string): FakeProvider => {
    const fake = fakeProvider(id)
    fake.onRead = async (orderId) => {
      asked.push({ provider: id, orderId, at: time.now() })
      asking.most = Math.max(asking.most, ++asking.now)
      await time.sleep(200)
      asking.now--
    }
    return fake
  }
  const [fake, other] = [provider('fake'), provider('other')]

  const { after, timeout } = time
  const now = options.now ?? time.now
  const parts = { store, shared, now, after, timeout, providers: [fake.create, other.create], ...options }
  const worker = () => harness(parts, fake)

  /** What a worker works with, for what signatures would keep from simulated time. */
  function servicesOf(more: Partial<OfframpHandlerOptions> = {}): Services {
    const all: OfframpHandlerOptions = {
      ...{ registry, authenticate: () => null, clientIp: () => null, onError: () => undefined },
      ...{ returnUrl: 'https://app.example', allowedOrigins: [origin] },
      ...parts,
      ...more,
    }
    return buildServices(all, checkOptions(all))
  }

  /** An order due so many ms ago, of which the provider waits for the deposit unless told otherwise. */
  async function insertDue(dueForMs = 0, provider = 'fake', like: Like = {}): Promise<StoredOrder> {
    const at = now()
    const { state = 'opened', ageMs = 300_000 } = like
    const made = sampleOrder({ createdAt: at - ageMs, dueAt: at - dueForMs })
    const opened: OrderEvent = { type: 'opened', at, source: 'server' }
    const row = { type: 'row', at, source: 'poll', rowId: 'r', fields: {} } as const
    const facts =
      state === 'created'
        ? noFacts
        : [opened, ...(state === 'opened' ? [] : [{ ...row, state }])].reduce<OrderFacts>(merge, noFacts)
    const flow: FlowId = `${provider}/hosted`
    const stored = { ...made, order: { ...made.order, provider, flow, facts } }
    await store.insertOrder(stored, [])
    return stored
  }

  async function insertMany(count: number, provider = 'fake'): Promise<StoredOrder[]> {
    const made: StoredOrder[] = []
    for (let at = 0; at < count; at++) made.push(await insertDue(count - at, provider))
    return made
  }

  return { time, store, shared, asked, asking, fake, other, worker, servicesOf, insertDue, insertMany }
}
