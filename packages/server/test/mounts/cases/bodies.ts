import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { throwawaySignatureHeader } from '../../../src/testing/throwawayProviders.ts'
import { webhookSecret } from '../../fakeProvider.ts'
import { newId, wish } from '../../harness.ts'
import { type Case, post } from '../conformanceCase.ts'
import type { Ask } from '../http.ts'

/** A webhook, signed over the very bytes that are sent: one that comes out otherwise is rejected. */
export function signed(body: Uint8Array | string, more: Partial<Ask> = {}): Ask {
  const signature = createHmac('sha256', webhookSecret).update(body).digest('hex')
  const { headers = [['content-type', 'application/json']], ...rest } = more
  return {
    method: 'POST',
    path: '/api/offramp/webhooks/fake',
    headers: [...headers, [throwawaySignatureHeader, signature]],
    body,
    ...rest,
  }
}

const received = { status: 200, json: { received: true } }
const rejected = { status: 401, code: 'webhook_rejected' }
const refused = { status: 413, code: 'payload_too_large' }
const limit = 65_536
const typed = (type: string): Partial<Ask> => ({ headers: [['content-type', type]] })
const oddJson = '{ "b":1.0,\r\n\t"a":1e3, "a":"\\u00e9\\/", "1":0.10 }\n'

const order = (sender = '0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B') => ({
  requestId: newId(),
  provider: 'fake',
  request: wish,
  sender,
})

/** What a mount must hand on as it is, with the type that it is sent with. */
const odd: [name: string, body: Uint8Array | string, type?: string][] = [
  ['JSON as nobody writes it', oddJson],
  ['a byte order mark', `\ufeff${oddJson}`],
  ['half a letter', Uint8Array.of(0x22, 0xff, 0xfe, 0xc3, 0x22)],
  ['half a letter as text', Uint8Array.of(0xc3, 0xed), 'text/plain'],
  ['another charset', Uint8Array.of(0x22, 0xe9, 0x22), 'application/json; charset=iso-8859-1'],
  ['every byte', Uint8Array.from({ length: 512 }, (_, at) => at % 256), 'application/octet-stream'],
  ['a form', 'a=1&a=%C3%A9+', 'application/x-www-form-urlencoded'],
  ['parts', '--x\r\n\r\nhalf', 'multipart/form-data; boundary=x'],
  ['nothing', ''],
]

const asSent: Case[] = odd.flatMap(([name, body, type = 'application/json']) =>
  [undefined, 1].map((pieces) => ({
    name: pieces ? `${name}, byte for byte` : name,
    ask: {
      method: 'POST',
      path: '/api/offramp/probe/echo',
      headers: [['content-type', type]],
      body,
      ...(pieces ? { pieces } : {}),
    },
    answer: { status: 200, probe: true, json: { method: 'POST', body: Buffer.from(body).toString('hex') } },
  })),
)
const packed = gzipSync('{"a":1}')

/** Bodies that must come as they were sent, and those that must not come at all. */
export const bodies: Case[] = [
  ...asSent,
  {
    name: 'what is packed is not unpacked',
    ask: {
      method: 'POST',
      path: '/api/offramp/probe/echo',
      headers: [
        ['content-type', 'application/json'],
        ['content-encoding', 'gzip'],
      ],
      body: packed,
    },
    answer: { status: 200, probe: true, json: { body: packed.toString('hex') } },
  },
  { name: 'a webhook', ask: signed('{"a":1}'), answer: received },
  { name: 'a webhook as nobody writes it', ask: signed(oddJson), answer: received },
  { name: 'a webhook with a byte order mark', ask: signed(`\ufeff${oddJson}`), answer: received },
  { name: 'a webhook, byte for byte', ask: signed(`\ufeff${oddJson}`, { pieces: 1 }), answer: received },
  { name: 'a webhook without a type', ask: signed('{"a":1}', { headers: [] }), answer: received },
  {
    name: 'a webhook as a form',
    ask: signed('a=1', typed('application/x-www-form-urlencoded')),
    answer: received,
  },
  { name: 'a webhook that is no text', ask: signed(Uint8Array.of(0xff)), answer: rejected },
  { name: 'a webhook of nothing', ask: signed(''), answer: rejected },
  { name: 'one letter changed', ask: { ...signed('{"a":1}'), body: '{"a":2}' }, answer: rejected },
  {
    name: 'two signatures',
    ask: signed('{"a":1}', { headers: [[throwawaySignatureHeader, 'ab'.repeat(32)]] }),
    answer: rejected,
  },
  { name: 'as much as is taken', ask: signed(' '.repeat(limit)), answer: received },
  {
    name: 'as much as is taken, in pieces',
    ask: signed('\t'.repeat(limit), { pieces: 16_384 }),
    answer: received,
  },
  { name: 'a byte more', ask: signed(' '.repeat(limit + 1)), answer: refused },
  { name: 'a byte more, in pieces', ask: signed(' '.repeat(limit + 1), { pieces: 16_384 }), answer: refused },
  {
    name: 'an order, byte for byte',
    ask: () => ({ ...post('/api/offramp/orders', order()), pieces: 1 }),
    answer: { status: 200, json: { provider: 'fake' } },
  },
  {
    name: 'an order that is packed',
    ask: () => {
      const ask = post('/api/offramp/orders', order(), [['content-encoding', 'gzip']])
      return { ...ask, body: gzipSync(ask.body as string) }
    },
    answer: { status: 400, code: 'invalid_request' },
  },
  {
    name: 'a change that says nothing',
    ask: { ...post('/api/offramp/orders'), body: '' },
    answer: { status: 400, code: 'invalid_request' },
  },
]
