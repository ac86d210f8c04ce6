import { afterEach, expect, it, vi } from 'vitest'
import { harness } from '../test/harness.ts'

afterEach(() => vi.unstubAllGlobals())

/** A handler that keeps what it is asked to let go on, and one public read. */
async function read() {
  const works: Promise<void>[] = []
  const h = harness({ waitUntil: (work) => works.push(work) })
  expect((await h.send('getOptions', { query: '?provider=fake' })).status).toBe(200)
  return works
}

it('on Workers an answer is finished although its client has left, as others may wait for the same', async () => {
  vi.stubGlobal('navigator', { userAgent: 'Cloudflare-Workers' })
  const works = await read()
  expect(await Promise.all(works)).toEqual([undefined])
})

it('elsewhere nothing is held for it', async () => {
  expect(await read()).toEqual([])
})
