import { OfframpError } from '@offrampkit/core'
import type { SellOptions } from '@offrampkit/core/api'
import type { ServerProvider } from '@offrampkit/core/provider'
import { describe, expect, it } from 'vitest'
import { simulatedTime } from '../../test/simulatedTime.ts'
import { memoryShared } from '../shared/memory.ts'
import { createOptionsReader } from './optionsCache.ts'

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const everyCountry = letters.flatMap((first) => letters.map((second) => first + second))

/** Two instances that ask one provider, which notes every question. */
function site(countries: SellOptions['countries']) {
  const time = simulatedTime()
  const shared = memoryShared({ now: time.now })
  const asked: { place: string; at: number }[] = []
  const state = { countries, down: false, signals: [] as (AbortSignal | undefined)[] }
  const provider = {
    id: 'fake',
    async getOptions({ country = '', subdivision = '' }, { signal }) {
      asked.push({ place: `${country} ${subdivision}`.trim(), at: time.now() })
      state.signals.push(signal)
      await time.sleep(50)
      if (state.down) throw new OfframpError({ code: 'provider_unavailable', message: 'Down.' })
      return { provider: 'fake', countries: state.countries, currencies: [], assets: [] }
    },
  } as Pick<ServerProvider, 'id' | 'getOptions'> as ServerProvider
  const { sleep, timeout } = time
  const readers = [1, 2].map(() => createOptionsReader({ shared, steady: time.now, sleep, timeout }))
  const ask = async (place: { country?: string; subdivision?: string }, reader = 0) => {
    try {
      await readers[reader]?.(provider, { provider: 'fake', ...place })
      return 'ok'
    } catch (error) {
      return (error as OfframpError).code
    }
  }
  const later = (ms: number) => time.run(time.sleep(ms), ms)
  return { time, asked, state, ask, later }
}

const us = { id: 'US', subdivisions: ['NY', 'CA'], methods: [] }
const de = { id: 'DE', subdivisions: [], methods: [] }

describe('options', () => {
  it('are asked for twice a second at most, by all instances, whatever anybody wishes to know', async () => {
    const { time, asked, ask } = site([])
    const all = everyCountry.map((country, at) => ask({ country }, at % 2))
    const codes = await time.run(Promise.all(all))
    expect(new Set(codes)).toEqual(new Set(['ok', 'rate_limited']))
    expect(asked.length).toBeLessThanOrEqual(2)
    for (const { at } of asked)
      expect(asked.filter((one) => one.at >= at && one.at < at + 1_000).length).toBeLessThanOrEqual(2)
  })

  it('are asked for nowhere but where the provider is, once it has said where that is', async () => {
    const { time, asked, ask, later } = site([us, de])
    expect(await time.run(ask({ country: 'US', subdivision: 'NY' }))).toBe('ok')
    await later(1_000)
    const all = everyCountry.filter((one) => one !== 'US' && one !== 'DE')
    // All of these are one question.
    expect(new Set(await time.run(Promise.all(all.map((country) => ask({ country })))))).toEqual(
      new Set(['ok']),
    )
    await later(1_000)
    const places = [
      { country: 'DE', subdivision: 'BE' },
      { country: 'DE' },
      { country: 'US', subdivision: 'ZZZ' },
      { country: 'US' },
      { country: 'US', subdivision: 'NY' },
    ]
    for (const place of places) {
      expect(await time.run(ask(place))).toBe('ok')
      await later(1_000)
    }
    expect(asked.map(({ place }) => place)).toEqual(['US NY', '', 'DE', 'US'])
  })

  it('of a country that has been listed meanwhile are found a minute later', async () => {
    const { time, asked, ask, state, later } = site([us])
    expect(await time.run(ask({ country: 'DE' }))).toBe('ok')
    state.countries = [us, de]
    await later(61_000)
    expect(await time.run(ask({ country: 'DE' }))).toBe('ok')
    expect(asked.map(({ place }) => place)).toEqual(['DE', '', 'DE'])
  })

  it('are an hour old at most where others take the turns, and fail where the provider does', async () => {
    const { time, asked, ask, state, later } = site([us, de])
    expect(await time.run(ask({ country: 'DE' }))).toBe('ok')
    await later(61_000)
    // Another instance takes what there is.
    const busy = () => time.run(Promise.all([ask({}, 1), ask({ country: 'US' }, 1), ask({ country: 'DE' })]))
    expect((await busy())[2]).toBe('ok')
    expect(asked).toHaveLength(3)
    await later(3_600_000)
    expect((await busy())[2]).toBe('rate_limited')
    await later(2_000)
    state.down = true
    expect(await time.run(ask({ country: 'DE' }))).toBe('provider_unavailable')
    expect(state.signals.every((signal) => signal instanceof AbortSignal)).toBe(true)
  })
})
