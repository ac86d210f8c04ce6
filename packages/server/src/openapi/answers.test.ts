import { OfframpError } from '@offrampkit/core'
import { type RouteName, routes } from '@offrampkit/core/api'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { depositAddress, fakeProvider } from '../../test/fakeProvider.ts'
import { alice, bob, harness, hash, newId, wish } from '../../test/harness.ts'
import { formOnly } from '../testing/throwawayProviders.ts'
import { openApiDocument } from './document.ts'

const document = JSON.parse(JSON.stringify(openApiDocument()))
const base = 'https://app.example/api/offramp'
const ajv = new Ajv2020({ strict: false, allErrors: true })
ajv.addSchema(document, base)

/** What the document says of an answer: its schema, `null` where it is not described. */
function schemaAt(name: RouteName, status: number) {
  const { path, method } = routes[name]
  const pointer = (parts: string[]) =>
    parts.map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')
  const operation = ['paths', path.replace(/:(\w+)/g, '{$1}'), method.toLowerCase(), 'responses', `${status}`]
  const [, , , , code = ''] = operation
  const found = document.paths[operation[1] ?? '']?.[operation[2] ?? '']?.responses[code]
  if (!found) return null
  const where = found.$ref ? found.$ref.slice(1) : pointer(operation)
  return ajv.getSchema(
    `${base}#${where}/content/${encodeURIComponent('application/json').replaceAll('%2F', '~1')}/schema`,
  )
}

/** Goes through sales with a handler, and remembers each body that was sent and each answer. */
async function walk() {
  const fake = fakeProvider()
  const h = harness({ providers: [fake.create, formOnly({ depositAddress })] }, fake)
  const seen: { name: RouteName; status: number; body: unknown; sent: unknown }[] = []
  const ask = async (name: RouteName, call: Parameters<typeof h.send>[1] = {}) => {
    const response = await h.send(name, call)
    const body = await response.json()
    seen.push({ name, status: response.status, body, sent: call.body })
    return body
  }
  const path = { orderId: newId() }
  await ask('getOptions', { query: '?provider=fake' })
  await ask('getOptions', { query: '?provider=none' })
  await ask('getOptions', { query: '' })
  await ask('getQuote', { body: { ...wish, provider: 'fake' } })
  await ask('getQuotes', { body: wish })
  await ask('getQuote', { body: { ...wish, amount: '0' } })
  await ask('getQuote', { body: { ...wish, asset: 'NONE' } })
  await ask('getQuote', { body: { ...wish, more: 1 } })
  const body = { requestId: newId(), provider: 'fake', request: wish, sender: alice.addresses[0] }
  const created = await ask('createOrder', { body })
  path.orderId = created.orderId
  await ask('createOrder', { body })
  await ask('createOrder', { body: { ...body, request: { ...wish, amount: '9' } } })
  await ask('createOrder', { body: { ...body, requestId: newId(), sender: bob.addresses[0] } })
  await ask('createOrder', { body, as: null })
  await ask('createOrder', { body, headers: { origin: null } })
  await ask('createOrder', { body, headers: { 'offrampkit-version': '9' } })
  await ask('createOrder', { body, headers: { 'content-type': 'text/plain' } })
  await ask('createOrder', { raw: 'x'.repeat(70_000) })
  await ask('createSession', { path })
  await ask('continueSession', { path, body: { values: { iban: 'x' } } })
  await ask('getOrder', { path, query: '?returned=1&declared=1' })
  await ask('getOrder', { path, as: bob })
  await ask('listOrders')
  await ask('listOrders', { query: '?cursor=no' })
  const order = await h.ready()
  const deposit = { orderId: order.orderId, attemptId: newId() }
  const attempt = h.attemptFor(order, { attemptId: deposit.attemptId })
  await ask('getOrder', { path: deposit })
  await ask('reserveDeposit', { path: deposit, body: { attempt } })
  await ask('reserveDeposit', { path: deposit, body: { attempt: h.attemptFor(order) } })
  await ask('reportDeposit', { path: deposit, body: { phase: 'hash', txHash: hash('a') } })
  await ask('reportDeposit', { path: deposit, body: { phase: 'none' } })
  await ask('findDeposit', { path: deposit, body: {} })
  await ask('cancelOrder', { path, body: {} })
  await ask('cancelOrder', { path: { orderId: 'none' }, body: {} })
  const asking = await ask('createOrder', { body: { ...body, requestId: newId(), provider: 'form-only' } })
  const form = { orderId: asking.orderId }
  await ask('createSession', { path: form, body: {} })
  await ask('continueSession', { path: form, body: { values: { iban: 'none' } } })
  await ask('continueSession', { path: form, body: { values: { iban: 'DE89370400440532013000' } } })
  await ask('cancelOrder', { path: form, body: {} })
  for (const response of [
    await h.webhook({ orderId: order.orderId, rowId: 'r', state: 'received', fields: {} }),
    await h.webhook({}, 'fake', 'another secret'),
    await h.webhook({}, 'none'),
  ])
    seen.push({
      ...{ name: 'receiveWebhook', status: response.status, body: await response.json(), sent: undefined },
    })
  fake.down = new OfframpError({ code: 'rate_limited', message: 'Too many.', retryAfterMs: 20_000 })
  await ask('getQuotes', { body: { ...wish, amount: '26' } })
  await ask('getQuote', { body: { ...wish, amount: '27', provider: 'fake' } })
  return seen
}

describe('the description', () => {
  let seen: Awaited<ReturnType<typeof walk>>
  beforeAll(async () => {
    seen = await walk()
  })

  it('is an OpenAPI 3.1 document', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(structuredClone(document))
    expect(errors).toBeUndefined()
    expect([valid, validator.version]).toEqual([true, '3.1'])
  })

  it('holds of every answer, whatever it is', () => {
    for (const { name, status, body } of seen) {
      const validate = schemaAt(name, status)
      expect(validate, `${name} ${status}`).toBeTypeOf('function')
      validate?.(body)
      expect([name, status, validate?.errors ?? null]).toEqual([name, status, null])
    }
    const answered = seen.filter(({ status }) => status === 200).map(({ name }) => name)
    const streamed: RouteName = 'watchOrder'
    expect([...new Set([...answered, streamed])].sort()).toEqual(Object.keys(routes).sort())
    const refused = [400, 401, 403, 404, 409, 413, 415, 426, 429]
    expect([...new Set(seen.map(({ status }) => status))]).toEqual(expect.arrayContaining(refused))
  })

  it('lists for an operation what it can refuse, and not what it cannot', () => {
    for (const status of [401, 404, 405, 409, 410, 413, 415])
      expect(schemaAt('getOptions', status)).toBeNull()
    for (const status of [404, 405, 410]) expect(schemaAt('createOrder', status)).toBeNull()
    for (const status of [403, 415, 426]) expect(schemaAt('receiveWebhook', status)).toBeNull()
    for (const status of [401, 404, 409, 410, 413, 415, 429, 502])
      expect(schemaAt('createSession', status), `${status}`).toBeTypeOf('function')
  })

  it('takes the bodies that the handler takes', () => {
    for (const { name, status, sent } of seen.filter((one) => one.status === 200 && one.sent !== undefined)) {
      const { method, path } = routes[name]
      const { requestBody } = document.paths[path.replace(/:(\w+)/g, '{$1}')][method.toLowerCase()]
      const { $ref } = requestBody.content['application/json'].schema
      const validate = ajv.getSchema(`${base}${$ref}`)
      validate?.(sent)
      expect([name, status, validate?.errors ?? null]).toEqual([name, status, null])
      expect(validate?.({ ...(sent as object), typingMistake: 1 }), name).toBe(false)
    }
  })

  it('says no to an answer that is none', () => {
    const order = seen.find(({ name, status }) => name === 'getOrder' && status === 200)?.body as object
    expect(schemaAt('getOrder', 200)?.({ ...order, version: 'one' })).toBe(false)
    expect(schemaAt('getOrder', 200)?.({ ...order, status: { kind: 'rich' } })).toBe(false)
    expect(schemaAt('getOrder', 404)?.({ error: { code: 'unauthenticated' } })).toBe(false)
  })
})
