import { type Case, get } from '../conformanceCase.ts'
import { signed } from './bodies.ts'

const missing = { status: 404, code: 'not_found' }

/** What cannot be decoded is refused before anybody looks for who serves it. */
const malformed = {
  express: { status: 400, theirs: true },
  fastify: { status: 400, theirs: true },
  next: { status: 500, theirs: true },
} as const
/** Next sends whoever adds a slash to the address without it. */
const moved = { next: { status: 308, theirs: true } } as const

/** Addresses that somebody on the way could read as another. */
export const paths: Case[] = [
  {
    name: 'a slash at the end',
    ask: get('/api/offramp/orders/'),
    answer: { status: 200, json: { next: null } },
    except: moved,
  },
  { name: 'a slash too many', ask: get('/api/offramp//orders'), answer: missing, except: moved },
  {
    name: 'an order whose slash is encoded',
    ask: ({ orderId }) => get(`/api/offramp/orders/${orderId}%2Fevents`),
    answer: missing,
  },
  { name: 'an order with an encoded at', ask: get('/api/offramp/orders/%40somebody'), answer: missing },
  { name: 'an order with dots', ask: get('/api/offramp/orders/%2e%2e%2Foptions'), answer: missing },
  {
    name: 'an order that is no UTF-8',
    ask: get('/api/offramp/orders/%ff'),
    answer: missing,
    except: malformed,
  },
  {
    name: 'an order with half an escape',
    ask: get('/api/offramp/orders/%zz'),
    answer: missing,
    except: malformed,
  },
  {
    name: 'a letter that need not be encoded',
    ask: signed('{}', { path: '/api/offramp/webhooks/f%61ke' }),
    answer: { status: 200, json: { received: true } },
  },
  {
    name: 'a query with what looks like a path',
    ask: get('/api/offramp/options?provider=fake&country=US%2F..%2F'),
    answer: { status: 400, code: 'invalid_request' },
  },
  {
    name: 'the root of the API',
    ask: get('/api/offramp/'),
    answer: missing,
    except: { express: { status: 404, theirs: true }, ...moved },
  },
]
