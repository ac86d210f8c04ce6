import { expect, test } from 'vitest'
import { runSchedule } from './schedule.ts'

test('a seed gives the same run again', async () => {
  const trail = async (seed: number) => {
    const actions: string[] = []
    const onStep = (step: number, action: string) => void actions.push(`${step} ${action}`)
    const { refusals, ...result } = await runSchedule(seed, { onStep })
    return { actions, ...result, refusals: [...refusals] }
  }
  expect(await trail(7)).toEqual(await trail(7))
  expect(await trail(7)).not.toEqual(await trail(8))
})
