import { preflightHeaders } from '../../../src/guards/origin.ts'
import { type Case, fromThePage, get, origin, post } from '../conformanceCase.ts'

const listed = {
  'access-control-allow-origin': origin,
  'access-control-expose-headers': 'offrampkit-version, retry-after',
}
const nobody = { 'access-control-allow-origin': null }
const options = '/api/offramp/options?provider=fake'

/** Plain calls, whose pages may make them, and methods. */
export const answers: Case[] = [
  {
    name: 'a public read',
    ask: get(options),
    answer: { status: 200, headers: listed, json: { provider: 'fake' } },
  },
  {
    name: 'a read of an order',
    ask: ({ orderId }) => get(`/api/offramp/orders/${orderId}`),
    answer: { status: 200, headers: listed, json: { provider: 'fake' } },
  },
  {
    name: 'a read by nobody',
    ask: ({ orderId }) => ({ path: `/api/offramp/orders/${orderId}`, headers: [['origin', origin]] }),
    answer: { status: 401, code: 'unauthenticated' },
  },
  {
    name: "a read of somebody else's order",
    ask: ({ orderId }) => ({ path: `/api/offramp/orders/${orderId}`, headers: [['x-user', 'bob']] }),
    answer: { status: 404, code: 'not_found', headers: nobody },
  },
  {
    name: 'a change',
    ask: ({ orderId }) => post(`/api/offramp/orders/${orderId}/session`),
    answer: { status: 200, headers: listed, json: { kind: 'open' } },
  },
  {
    name: 'the description of the API',
    ask: get('/api/offramp/openapi.json'),
    answer: { status: 200, headers: listed, json: { openapi: '3.1.1', servers: [{ url: '/api/offramp' }] } },
  },
  {
    name: 'what does not exist',
    ask: get('/api/offramp/nothing'),
    answer: { status: 404, code: 'not_found', headers: listed },
  },
  {
    name: 'a provider that is busy',
    ask: get(`${options}&country=ZZ`),
    answer: { status: 429, code: 'rate_limited', headers: { ...listed, 'retry-after': '2' } },
  },
  {
    name: 'a preflight',
    ask: { method: 'OPTIONS', path: '/api/offramp/orders', headers: [['origin', origin]] },
    answer: {
      status: 204,
      empty: true,
      headers: {
        ...listed,
        ...preflightHeaders,
      },
    },
  },
  {
    name: 'a preflight of another site',
    ask: { method: 'OPTIONS', path: '/api/offramp/orders', headers: [['origin', 'https://evil.example']] },
    answer: { status: 204, empty: true, headers: nobody },
  },
  {
    name: 'a change by another site',
    ask: {
      ...post('/api/offramp/orders'),
      headers: [
        ['origin', 'https://evil.example'],
        ...fromThePage.slice(1),
        ['content-type', 'application/json'],
      ],
    },
    answer: { status: 403, code: 'forbidden', headers: nobody },
  },
  {
    name: 'a change by a page without an origin',
    ask: { ...post('/api/offramp/orders'), headers: [['origin', 'null'], ...fromThePage.slice(1)] },
    answer: { status: 403, code: 'forbidden', headers: nobody },
  },
  {
    name: 'two origins in one request',
    ask: {
      path: options,
      headers: [
        ['origin', origin],
        ['origin', 'https://evil.example'],
      ],
    },
    answer: { status: 403, code: 'forbidden', headers: nobody },
  },
  {
    name: 'a version twice',
    ask: get(options, [['offrampkit-version', '1']]),
    answer: { status: 426, code: 'version_mismatch' },
  },
  {
    name: 'a change without its type',
    ask: { method: 'POST', path: '/api/offramp/orders', headers: fromThePage, body: '{}' },
    answer: { status: 415, code: 'unsupported_media_type' },
  },
  {
    name: 'HEAD',
    ask: { ...get(options), method: 'HEAD' },
    answer: { status: 405, empty: true, headers: { allow: 'GET' } },
  },
  ...['PUT', 'PATCH', 'DELETE'].map(
    (method): Case => ({
      name: method,
      ask: { ...get('/api/offramp/orders'), method },
      answer: { status: 405, code: 'method_not_allowed', headers: { allow: 'POST, GET' } },
      except: { next: { status: 405, theirs: true } },
    }),
  ),
  {
    name: 'a method that few know',
    ask: { ...get('/api/offramp/orders'), method: 'PROPFIND' },
    answer: { status: 405, code: 'method_not_allowed' },
    except: { next: { status: 400, theirs: true } },
  },
]
