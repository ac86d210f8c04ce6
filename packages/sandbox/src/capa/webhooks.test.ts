import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { type SteeredClock, steerClock } from '../clock.ts'
import { seededRandom } from '../random.ts'
import { stillClock } from '../test/harness.ts'
import { createCapaWebhooks } from './webhooks.ts'

const secret = 'capa-secret'
const payload = (event: string) => ({ type: 'TRANSACTION', event, transactionId: 'tx-1' })

let received: { body: string; signature: string | null }[]
let status: number
let clock: SteeredClock
let webhooks: ReturnType<typeof createCapaWebhooks>

beforeEach(() => {
  received = []
  status = 200
  clock = steerClock(stillClock())
  webhooks = createCapaWebhooks({
    secret,
    urls: new Map([['main', 'http://127.0.0.1:9/hook']]),
    clock,
    random: seededRandom(5),
    fetch: async (_, init) => {
      const headers = new Headers(init?.headers)
      received.push({ body: String(init?.body), signature: headers.get('capa-signature') })
      return new Response(null, { status })
    },
  })
})

const events = () => received.map((r) => JSON.parse(r.body).event)
const hmac = (text: string) => createHmac('sha256', secret).update(text).digest('hex')

describe('a webhook of Capa', () => {
  it('is signed over its body, and goes nowhere without a URL', async () => {
    webhooks.notify('main', payload('CREATED_OFF_RAMP'))
    webhooks.notify('other', payload('CREATED_OFF_RAMP'))
    await webhooks.deliver()
    expect(received).toHaveLength(1)
    expect(received[0]?.signature).toBe(hmac(received[0]?.body ?? ''))
  })

  it('is tried at once, at once again, and after 1, 5, 10 and 15 minutes, then given up', async () => {
    status = 500
    webhooks.notify('main', payload('CREATED_OFF_RAMP'))
    const tries: number[] = []
    for (let minute = 0; minute < 40; minute += 1) {
      await webhooks.deliver()
      await webhooks.deliver()
      tries.push(received.length)
      clock.advance(60_000)
    }
    const at = (n: number) => tries.findIndex((count) => count >= n)
    expect([1, 2, 3, 4, 5, 6].map(at)).toEqual([0, 0, 1, 6, 16, 31])
    expect(received).toHaveLength(6)
    expect(webhooks.list()[0]?.state).toBe('gave-up')
  })

  it('comes twice, not at all, in another order, forged or with spaces, as told', async () => {
    webhooks.setFaults({ duplicate: 1 })
    webhooks.notify('main', payload('A'))
    webhooks.setFaults({ drop: 1 })
    webhooks.notify('main', payload('B'))
    await webhooks.deliver()
    expect(events()).toEqual(['A', 'A'])
    webhooks.setFaults({ hold: true, badSignature: 1 })
    webhooks.notify('main', payload('C'))
    webhooks.setFaults({ spaced: 1 })
    webhooks.notify('main', payload('D'))
    await webhooks.deliver()
    expect(received).toHaveLength(2)
    webhooks.release(true)
    await webhooks.deliver()
    expect(events()).toEqual(['A', 'A', 'D', 'C'])
    const [, , spaced, forged] = received
    expect(spaced?.body).toContain('\n')
    expect(spaced?.signature).toBe(hmac(JSON.stringify(payload('D'))))
    expect(forged?.signature).not.toBe(hmac(forged?.body ?? ''))
    expect(() => webhooks.setFaults({ hold: 1 })).toThrow(TypeError)
  })
})
