import { apiVersion, apiVersionHeader } from '@offrampkit/core/api'
import { expect, it } from 'vitest'
import { harness } from '../../test/harness.ts'
import { findPathProblems } from './pathProblems.ts'

const base = 'https://app.example/api/offramp'

/** A deployment in which something in front answers some paths. */
function deployed(answer: (path: string) => Response | null): typeof fetch {
  const { handler } = harness()
  return async (input, init) =>
    answer(String(input).slice(base.length)) ?? (await handler(new Request(String(input), init)))
}

it('a handler that nothing stands before has no problems', async () => {
  expect(await findPathProblems(base, { fetch: deployed(() => null) })).toEqual([])
})

it('a slash behind the address asks for the same paths', async () => {
  const asked: string[] = []
  const handler = deployed((path) => {
    asked.push(path)
    return null
  })
  expect(await findPathProblems(`${base}/`, { fetch: handler })).toEqual([])
  expect(asked).toContain('/orders')
})

const noStore = { 'cache-control': 'no-store' }
const ours = { ...noStore, [apiVersionHeader]: apiVersion }
it.each<[string, () => Response, string]>([
  ['a page for all that is not found', () => new Response('<html>', { status: 200 }), 'answered with 200'],
  [
    'a redirect to a page',
    () => new Response(null, { status: 302, headers: { location: '/' } }),
    'answered with 302',
  ],
  ['a server of files', () => new Response('', { status: 404 }), 'without `no-store`'],
  [
    'a page of a framework, which may not be kept either',
    () => new Response('<html>', { status: 404, headers: noStore }),
    'something else than the handler',
  ],
  ['a cache', () => new Response('', { status: 404, headers: { ...ours, age: '7' } }), 'from a cache'],
  [
    'a cache that tells it in its own way',
    () => new Response('', { status: 404, headers: { ...ours, 'cf-cache-status': 'HIT' } }),
    'from a cache',
  ],
])('%s in front is found', async (_, answer, problem) => {
  const only = (path: string) => (path.endsWith('.css') ? answer() : null)
  const problems = await findPathProblems(base, { fetch: deployed(only) })
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(`/orders/anything.css is`)
  expect(problems[0]).toContain(problem)
})
