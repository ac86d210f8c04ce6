/** Names that caches and folders of files like to answer for. */
const tempting = [
  '/orders/anything.css',
  '/orders/AAAAAAAAAAAAAAAAAAAAAA/nothing.js',
  '/nothing.json',
  '/orders',
]

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
      const response = await ask(`${baseUrl}${path}`, { headers: { accept: '*/*' }, redirect: 'manual' })
      await response.body?.cancel()
      const { status, headers } = response
      if (status !== 401 && status !== 404)
        return `${path} is answered with ${status} to nobody in particular.`
      if (!/\bno-store\b/.test(headers.get('cache-control') ?? ''))
        return `${path} is answered without \`no-store\`: not by the handler.`
      return headers.has('age') ? `${path} is answered from a cache.` : null
    }),
  )
  return found.filter((problem) => problem !== null)
}
