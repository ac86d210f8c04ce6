import { type RouteName, routes } from '@offrampkit/core/api'
import { expect, it } from 'vitest'
import { harness, newId, origin } from '../../test/harness.ts'
import { expectProtected } from '../../test/headersOfEveryAnswer.ts'
import { createSiweAuth } from '../siwe/auth.ts'

const names = Object.keys(routes) as RouteName[]

it.each(names)('of protection stand on every answer: %s', async (name) => {
  const h = harness()
  const { orderId } = await h.ready()
  const path = { orderId, attemptId: newId(), provider: 'fake' }
  const query = name === 'getOptions' ? '?provider=fake' : ''
  for (const call of [
    { path, query },
    { path, query, as: null },
    { path, query, headers: { origin: 'https://evil.example' } },
    { path, query, method: 'DELETE' },
    { path, query, method: 'OPTIONS' },
  ]) {
    const response = await h.send(name, call)
    await response.body?.cancel()
    expectProtected(response.headers)
  }
})

it('of protection stand on a path that is none, which is a 404, and on the description', async () => {
  const { handler } = harness()
  const ask = (path: string, method = 'GET') =>
    handler(new Request(`https://app.example${path}`, { method, headers: { origin } }))
  for (const method of ['GET', 'POST', 'HEAD', 'PUT', 'OPTIONS'])
    for (const path of ['/orders/x/y.css', '/orders.js', '/openapi.json/x', '/nothing', '', '/'])
      for (const under of ['/api/offramp', '/api/other']) {
        const response = await ask(`${under}${path}`, method)
        expect([method, under, path, response.status]).toEqual([method, under, path, 404])
        expectProtected(response.headers)
      }
  const described = await ask('/api/offramp/openapi.json')
  expect(described.status).toBe(200)
  expectProtected(described.headers)
})

it.each([
  ['GET', 'nonce', 200],
  ['GET', 'session', 200],
  ['POST', 'verify', 400],
  ['POST', 'sign-out', 200],
  ['POST', 'nonce', 405],
  ['GET', 'verify', 405],
  ['GET', 'nothing', 404],
])('of protection stand on the answers of the sign-in: %s %s', async (method, name, status) => {
  const auth = createSiweAuth({
    domain: 'app.example',
    secret: 'XU_0k9xql4eLEGSssSXN4ZGlJg3KhWF0jb8LT_wu8dI',
  })
  const headers = { origin, 'content-type': 'application/json' }
  const init = { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) }
  for (const from of [{}, { origin: 'https://evil.example' }]) {
    const response = await auth.handler(
      new Request(`https://app.example/api/siwe/${name}`, { ...init, headers: { ...headers, ...from } }),
    )
    if (!('origin' in from)) expect(response.status).toBe(status)
    expectProtected(response.headers)
  }
})
