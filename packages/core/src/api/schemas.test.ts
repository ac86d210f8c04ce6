import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type * as z from 'zod/mini'
import { attemptOf, orderOf, rowEvent, t0 } from '../../test/orders.ts'
import { createParameters, options, orderView, quote, sessions } from '../../test/views.ts'
import type { AttemptView } from '../order/attempt.ts'
import type { SellRequest } from '../order/request.ts'
import { type OrderStatus, statusOf } from '../order/status.ts'
import type { FlowCapabilities } from '../provider/flow.ts'
import type { attemptSchema } from './attemptSchema.ts'
import {
  createOrderBodySchema,
  quoteBodySchema,
  quotesBodySchema,
  reportBodySchema,
  reserveBodySchema,
  valuesBodySchema,
} from './bodies.ts'
import { bindRulesSchema, type capabilitiesSchema } from './partSchemas.ts'
import {
  findResultSchema,
  optionsSchema,
  orderPageSchema,
  orderViewSchema,
  quoteSchema,
  reservationSchema,
  type sellRequestSchema,
  sessionSchema,
} from './schemas.ts'
import type { orderStatusSchema } from './statusSchema.ts'

// Bounded by its runs; a busy machine may need longer than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 })

type Plain<value> = value extends readonly (infer item)[]
  ? Plain<item>[]
  : value extends object
    ? {
        -readonly [key in keyof value]-?:
          | Plain<Exclude<value[key], undefined>>
          | ([undefined] extends [value[key]] ? undefined : never)
      }
    : value
type Same<a, b> = [a] extends [b] ? ([b] extends [a] ? true : false) : false

/** Compiles only while schema and interface say the same; `undefined` and `readonly` aside. */
const agree = <a, b>(_: Same<Plain<a>, Plain<b>>): void => undefined
agree<z.output<typeof attemptSchema>, AttemptView>(true)
agree<z.output<typeof capabilitiesSchema>, FlowCapabilities>(true)
agree<z.output<typeof orderStatusSchema>, OrderStatus>(true)
agree<z.output<typeof sellRequestSchema>, SellRequest>(true)
// @ts-expect-error proves that the comparison can fail
agree<z.output<typeof sellRequestSchema>, SellRequest & { more: string }>(true)

describe('an answer with every field survives the trip unchanged', () => {
  const trip = <value>(schema: z.ZodMiniType<value>, value: unknown) =>
    schema.parse(JSON.parse(JSON.stringify(value)))
  test.each<[string, z.ZodMiniType, unknown]>([
    ['an order', orderViewSchema, orderView],
    ['a page', orderPageSchema, { items: [orderView, orderView], next: 'c' }],
    ['a quote', quoteSchema, quote],
    ['a quote that is a moment old', quoteSchema, { ...quote, stale: true }],
    ['options', optionsSchema, options],
    ...sessions.map(
      (session) => [`a session: ${session.kind}`, sessionSchema, session] as [string, z.ZodMiniType, unknown],
    ),
    [
      'a reservation',
      reservationSchema,
      { status: 'active', attempt: attemptOf({ phase: 'hash', txHash: `0x${'a'.repeat(64)}` }) },
    ],
    ['a reservation', reservationSchema, { status: 'reserved' }],
    ['a find', findResultSchema, { status: 'found', txHash: '0x' }],
    ['a find', findResultSchema, { status: 'none_yet', scannedTo: 1 }],
    ['a find', findResultSchema, { status: 'unknown', reason: 'r' }],
    ['rules', bindRulesSchema, orderView.rules],
    ['a body', createOrderBodySchema, { ...createParameters, flow: 'coinbase/hosted' }],
    ['a body', quoteBodySchema, { ...createParameters.request, provider: 'coinbase' }],
    ['a body', reserveBodySchema, { attempt: attemptOf() }],
    ['a body', reportBodySchema, { phase: 'dead', proof: 'P3', txHash: `0x${'a'.repeat(64)}` }],
    ['a body', valuesBodySchema, { values: { iban: 'x' } }],
  ])('%s', (_, schema, value) => {
    expect(trip(schema, value)).toEqual(value)
    expect(Object.keys(trip(schema, value) as object).sort()).toEqual(Object.keys(value as object).sort())
  })

  test('an order of any facts, whatever the provider’s words are', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('__proto__', 'constructor', 'x'.repeat(5_000)),
    )
    const event = fc
      .tuple(
        word,
        fc.dictionary(fc.constantFrom('to', 'reason', 'memo'), word),
        fc.constantFrom('waiting', 'paid', 'failed', undefined),
      )
      .map(([rowId, fields, state]) => rowEvent(rowId, state as 'paid', fields))
    fc.assert(
      fc.property(fc.array(event, { maxLength: 4 }), (events) => {
        const order = orderOf(events)
        const view = { ...orderView, ...order, status: statusOf(order, t0) }
        const read = trip(orderViewSchema, view)
        expect(read).toEqual(view)
        expect(JSON.stringify(read.facts)).toBe(JSON.stringify(view.facts))
        expect(statusOf(read, t0)).toEqual(view.status)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('fields that we do not know', () => {
  test('are tolerated in answers and left out', () => {
    const more = {
      ...orderView,
      later: { field: 1 },
      capabilities: { ...orderView.capabilities, later: true },
    }
    expect(orderViewSchema.parse(more)).toEqual(orderView)
  })

  test('are refused in bodies', () => {
    for (const [schema, body] of [
      [createOrderBodySchema, createParameters],
      [quoteBodySchema, createParameters.request],
      [quotesBodySchema, createParameters.request],
      [reportBodySchema, { phase: 'hash' }],
    ] as const) {
      expect(schema.safeParse(body).success).toBe(true)
      expect(schema.safeParse({ ...body, amout: '1' }).success).toBe(false)
    }
  })
})

test('a URL that a session opens is http(s)', () => {
  const [open] = sessions
  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    ' https://a',
    '//a',
    'blob:x',
    'https:/a',
    '',
  ])
    expect(sessionSchema.safeParse({ ...open, url }).success, url).toBe(false)
})

test('amounts that are numbers or break the grammar never get in', () => {
  for (const amount of [25, '1e3', '-1', '', '1,5', '01', null]) {
    expect(
      createOrderBodySchema.safeParse({
        ...createParameters,
        request: { ...createParameters.request, amount },
      }).success,
    ).toBe(false)
    expect(
      orderViewSchema.safeParse({ ...orderView, request: { ...orderView.request, amount } }).success,
    ).toBe(false)
    expect(quoteSchema.safeParse({ ...quote, receive: { amount, currency: 'USD' } }).success).toBe(false)
  }
})
