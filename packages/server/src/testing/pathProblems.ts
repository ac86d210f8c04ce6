import { apiVersionHeader } from '@offrampkit/core/api'

/** Names that caches and folders of files like to answer for. */
const tempting = [
  '/orders/anything.css',
  '/orders/AAAAAAAAAAAAAAAAAAAAAA/nothing.js',
  '/nothing.json',
  '/orders',
]

/** Where caches say whether it was they who answered. */
const caches = ['cache-status', 'cf-cache-status', 'x-cache', 'x-vercel-cache']

/**
 * What answers below the handler's path that is not the handler: a cache, a folder of files, a page for whatever is not found. For a
 * test of your own against what is deployed; asks as nobody, and changes nothing.
 *
 * @param baseUrl - where the handler is, such as `https://app.example/api/offramp`
 * @param options.fetch - default `fetch`
 * @returns one sentence for each path that is answered as the handler would not; none when all is well
 * @example expect(await findPathProblems('https://app.example/api/offramp')).toEqual([])
 */
export async function findPathProblems(
  baseUrl: string,
  { fetch: ask = fetch }: { fetch?: typeof fetch } = {},
): Promise<string[]> {
  const found = await Promise.all(
    tempting.map(async (path) => {
      const response = await ask(`${baseUrl.replace(/\/+$/, '')}${path}`, {
        headers: { accept: '*/*' },
        redirect: 'manual',
      })
      await response.body?.cancel()
      const { status, headers } = response
      if (status !== 401 && status !== 404)
        return `${path} is answered with ${status} to nobody in particular.`
      if (!/\bno-store\b/.test(headers.get('cache-control') ?? ''))
        return `${path} is answered without \`no-store\`: not by the handler.`
      if (!headers.has(apiVersionHeader)) return `${path} is answered by something else than the handler.`
      const isKept = headers.has('age') || caches.some((name) => /\bhit\b/i.test(headers.get(name) ?? ''))
      return isKept ? `${path} is answered from a cache.` : null
    }),
  )
  return found.filter((problem) => problem !== null)
}
