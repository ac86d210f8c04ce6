import { idSchema, type RouteName } from '@offrampkit/core/api'
import * as z from 'zod/mini'
import { optionsQuerySchema } from '../routes/getOptions.ts'
import type { SchemaName } from './schemas.ts'

/** What the document says of a route beyond core's table. */
export interface Operation {
  summary: string
  description?: string
  /** Name of the body's schema; `bytes` for one that is read as it comes. */
  body?: SchemaName | 'bytes'
  /** Name of the answer's schema; `events` for a stream. */
  answer: SchemaName | 'events'
  query?: z.ZodMiniType
  /** Statuses of refusals beyond those that follow from who may call, the body and the path. A test asks for each of them. */
  refusals?: readonly number[]
}

/** Of what is asked of a provider meanwhile. */
const asksProvider = [422, 429, 502]
/** Of a step that an order takes, which may be another one's turn, over, or not in what the provider does. */
const takesStep = [...asksProvider, 409, 410, 501]

const one = z.optional(z.literal('1'))

/** One for each route: a new row in core's `routes` is a type error here. */
export const operations: { readonly [name in RouteName]: Operation } = {
  getOptions: {
    summary: 'Where and what a provider buys',
    answer: 'Options',
    query: optionsQuerySchema,
    refusals: asksProvider,
  },
  getQuote: {
    summary: 'A price, of the named provider or of the one that pays most',
    body: 'QuoteBody',
    answer: 'Quote',
    refusals: [...asksProvider, 409, 501],
  },
  getQuotes: {
    summary: 'The prices of all providers, best first, and why the others have none',
    body: 'QuotesBody',
    answer: 'Quotes',
  },
  createOrder: {
    summary: 'Makes an order',
    description:
      '`requestId` is 16 random bytes in base64url without padding (22 letters), made by the caller for each wish. The same one with the same wish answers with the same order, however often it is sent.',
    body: 'CreateOrderBody',
    answer: 'Order',
    refusals: [...asksProvider, 409, 501],
  },
  listOrders: {
    summary: "The user's orders, newest first",
    answer: 'OrderPage',
    query: z.object({ cursor: z.optional(z.string()) }),
  },
  getOrder: {
    summary: 'Where an order stands',
    description: 'Asks the provider first; `stale` when that did not answer.',
    answer: 'Order',
    query: z.object({ returned: one, declared: one }),
  },
  watchOrder: {
    summary: 'Says when an order has changed',
    description:
      'Each message is `{"version":7}` and nothing else: whoever hears it reads the order. A comment comes every 15 s. The stream ends by itself and is opened again, with `Last-Event-ID`.',
    answer: 'events',
  },
  createSession: {
    summary: 'The next step towards the deposit, fresh each time',
    description: 'A URL in it holds a token that is good once: it is never stored.',
    body: 'EmptyBody',
    answer: 'Session',
    refusals: takesStep,
  },
  continueSession: {
    summary: 'Answers the questions of a form',
    body: 'ValuesBody',
    answer: 'Session',
    refusals: takesStep,
  },
  cancelOrder: {
    summary: 'Gives an order up, here and at the provider',
    body: 'EmptyBody',
    answer: 'Order',
    refusals: takesStep,
  },
  reserveDeposit: {
    summary: 'Asks whether an attempt may go on to the wallet',
    description: 'Of any number of askers one hears `reserved`; the others hear what to look for on chain.',
    body: 'ReserveBody',
    answer: 'Reservation',
    refusals: [409, 410],
  },
  reportDeposit: {
    summary: 'Tells what became of an attempt',
    body: 'ReportBody',
    answer: 'Order',
    refusals: [409],
  },
  findDeposit: {
    summary: 'Looks for the money of an attempt on chain',
    body: 'EmptyBody',
    answer: 'FindResult',
  },
  receiveWebhook: {
    summary: 'News from a provider',
    description:
      "Authenticated by the provider's signature over the bytes of the body, in a header of its own.",
    body: 'bytes',
    answer: 'Received',
  },
}

/** Parameters of paths, by the name that core's `routes` give them. */
export const pathParameters: Readonly<Record<string, z.ZodMiniType>> = {
  orderId: idSchema,
  attemptId: idSchema,
  provider: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/)),
}
