import { type RouteName, routes } from '@offrampkit/core/api'
import { expect, it } from 'vitest'
import { harness, newId } from '../../test/harness.ts'

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
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': expect.stringMatching(/^no-store/),
      vary: 'Origin, Cookie, Authorization',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    })
    // Nothing says what answers, or in which version.
    for (const header of ['server', 'x-powered-by']) expect(response.headers.get(header)).toBeNull()
  }
})
