import { routes } from '@offrampkit/core/api'
import { describe, expect, it } from 'vitest'
import { harness } from '../../test/harness.ts'
import { openApiDocument } from './document.ts'

const document = openApiDocument()
const operationsOf = (paths: typeof document.paths) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  )

describe('the description of the API', () => {
  it('names every route, and nothing else', () => {
    const wanted = Object.values(routes).map(
      ({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`,
    )
    expect(operationsOf(document.paths).sort()).toEqual(wanted.sort())
  })

  it('needs a user wherever the handler does', async () => {
    for (const [name, { path, method, access }] of Object.entries(routes)) {
      const operation = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()] as {
        operationId: string
        security: unknown[]
      }
      expect(operation.operationId).toBe(name)
      expect(operation.security.length > 0).toBe(access === 'user')
    }
  })

  it('is served to anybody, where the handler is mounted', async () => {
    const h = harness({ basePath: '/cash-out' })
    const response = await h.handler(new Request('https://app.example/cash-out/openapi.json'))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual(
      JSON.parse(JSON.stringify(openApiDocument({ basePath: '/cash-out' }))),
    )
    const written = await h.handler(
      new Request('https://app.example/cash-out/openapi.json', { method: 'POST' }),
    )
    expect(written.status).toBe(404)
  })

  it('can be turned off', async () => {
    const { handler } = harness({ openApi: false })
    const response = await handler(new Request('https://app.example/api/offramp/openapi.json'))
    expect(response.status).toBe(404)
  })
})
