import { afterAll, beforeAll, describe, it } from 'vitest'
import * as behaviours from './behaviours.ts'
import { answers } from './cases/answers.ts'
import { bodies } from './cases/bodies.ts'
import { paths } from './cases/paths.ts'
import { checkAnswer, type Known } from './conformanceCase.ts'
import { send } from './http.ts'
import { mountsApart } from './mountsApart.ts'
import { mountsHere, type Running } from './mountsHere.ts'

/** These runtimes tell nobody's address but by a header that the platform sets. */
const tellsNoAddress = ['worker', 'next']

describe.each(Object.entries({ ...mountsHere, ...mountsApart }))('%s', (name, start) => {
  const [mount = name] = name.split(' ')
  let running: Running
  const known: Known = { orderId: '' }
  // Long, because Next is built for it: seconds, and a minute on a busy machine.
  beforeAll(async () => {
    running = await start()
    known.orderId = await behaviours.makeOrder(running.port)
  }, 300_000)
  afterAll(() => running?.stop())

  describe.each([
    ['answers', answers],
    ['reads paths', paths],
    ['takes bodies', bodies],
  ])('%s', (_, cases) => {
    it.each(cases.map((one) => [one.name, one] as const))('%s', async (_, { ask, answer, except }) => {
      const asked = typeof ask === 'function' ? ask(known) : ask
      checkAnswer(await send(running.port, asked), except?.[mount] ?? answer)
    })
  })

  it('streams news, and forgets who left', () => behaviours.streams(running.port))
  it('streams to others when the first has left', () => behaviours.severalStreams(running.port))
  it('signs in beside it', () => behaviours.signIn(running.port))
  it('keeps headers as they are', () => behaviours.headers(running.port))
  it('tells who connected', () => behaviours.clientIp(running.port, !tellsNoAddress.includes(mount)))
  it('answers many at once, and at length', () => behaviours.connections(running.port))
  it('survives uploads that break off', () => behaviours.brokenUploads(running.port))
  it('lets nobody wait for who has left', () => behaviours.sharedPrice(running.port))
  it('prices in turns', () => behaviours.manyPrices(running.port))
  it('reads nothing twice', () => behaviours.smuggling(running.port))
})
