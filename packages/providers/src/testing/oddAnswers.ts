import { counting } from './bench.ts'
import { mutate, seeded } from './mutate.ts'
import type { ProviderUnderTest } from './underTest.ts'

type Fetch = typeof globalThis.fetch

/**
 * A `fetch` for each mutation of what they answer to one call: of all answers that it needs, one is almost what it was.
 *
 * @param upstream - a stand-in of its own for each
 * @param run - the call; it is made once to see how many answers it needs
 * @param share - only every so many of the mutations
 */
export async function* oddFetches(
  under: ProviderUnderTest,
  upstream: () => Fetch,
  run: (fetch: Fetch) => Promise<unknown>,
  share = 1,
): AsyncGenerator<{ seed: number; fetch: Fetch }> {
  const { asked, fetch } = counting(upstream())
  await run(fetch)
  if (asked.length === 0) return
  for (let seed = 1; seed <= Math.ceil((under.mutations ?? 300) / share); seed += 1)
    yield { seed, fetch: oddAt(upstream(), seed % asked.length, seed) }
}

function oddAt(fetch: Fetch, at: number, seed: number): Fetch {
  let count = 0
  return async (input, init) => {
    const response = await fetch(input, init)
    const body = await response.text()
    const odd = count++ === at && /^\s*[{[]/.test(body)
    return new Response(odd ? mutate(body, seeded(seed)) : body, { status: response.status })
  }
}
