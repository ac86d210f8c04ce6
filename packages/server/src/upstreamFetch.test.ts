import { expect, it } from 'vitest'
import { upstreamFetch } from './upstreamFetch.ts'

const never = () => new AbortController().signal

it('follows no redirect: a key goes to one host alone', async () => {
  const asked: RequestInit[] = []
  const base: typeof fetch = async (_, init) => {
    asked.push(init ?? {})
    return new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } })
  }
  const call = upstreamFetch(base, never)('https://provider.example', { headers: { authorization: 'key' } })
  await expect(call).rejects.toMatchObject({ code: 'provider_unreadable' })
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({ redirect: 'manual', credentials: 'omit' })
})

it('hands on every other answer as it is', async () => {
  for (const status of [200, 404, 429, 503]) {
    const response = new Response('body', { status })
    expect(await upstreamFetch(async () => response, never)('https://provider.example')).toBe(response)
  }
})
