import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { fakeProvider } from './fakeProvider.ts'
import { alice, harness, newId } from './harness.ts'

/** The calls of CALLING.md, as `curl` would make them. */
function callsIn(text: string) {
  return [...text.matchAll(/```sh\ncurl ([\s\S]*?)```/g)].map(([, call = '']) => {
    const [, url = ''] = /^"?(https:[^\s"]+)/.exec(call) ?? []
    const headers = [...call.matchAll(/-H "([^:]+): ([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ])
    return { url, headers: Object.fromEntries(headers), body: /-d '([^']*)'/.exec(call)?.[1] }
  })
}

it('every call of CALLING.md is understood, one after another', async () => {
  const calls = callsIn(readFileSync(new URL('../CALLING.md', import.meta.url), 'utf8'))
  const authenticate = (request: Request) => (request.headers.get('cookie') === 'alice' ? alice : null)
  const provider = fakeProvider('coinbase')
  const h = harness({ providers: [provider.create], authenticate, readsPerSecond: {} }, provider)
  const known: Record<string, string> = { COOKIE: 'alice', REQUEST_ID: newId() }
  const filled = (text: string) => text.replace(/\$([A-Z_]+)/g, (_, name: string) => known[name] ?? name)
  const said: Record<string, unknown>[] = []
  for (const { url, headers, body } of calls) {
    const sent = Object.entries(headers as Record<string, string>).map(([name, value]) => [
      name,
      filled(value),
    ])
    const init = { headers: Object.fromEntries(sent), ...(body && { method: 'POST', body: filled(body) }) }
    const response = await h.handler(new Request(filled(url), init))
    const answer = (await response.json()) as Record<string, unknown>
    expect(response.status, `${url} ${JSON.stringify(answer)}`).toBe(200)
    if (typeof answer.orderId === 'string') known.ORDER_ID = answer.orderId
    said.push(answer)
  }
  expect(said).toMatchObject([
    { provider: 'coinbase' },
    { provider: 'coinbase', sell: { amount: '25' } },
    { status: { kind: 'created' } },
    { kind: 'open' },
    { status: { kind: 'opened' } },
  ])
})
