import { expect, test } from 'vitest'
import { BadArguments, readPlan } from './plan.ts'

const defaults = { workers: 2, folder: 'results' }
const read = (line: string) => readPlan(line === '' ? [] : line.split(' '), defaults)

test('without arguments it is the long one', () => {
  expect(read('')).toEqual({
    simulated: 1_000_000,
    anvil: 20_000,
    seed: 0,
    workers: 2,
    mutant: null,
    fresh: false,
    folder: 'results',
  })
})

test('a launcher may put two dashes before what it passes on', () => {
  const line = '--simulated 1000 --anvil=0 --seed 7 --fresh --mutant writeAhead --workers 1 --folder here'
  expect(read(`-- ${line}`)).toEqual(read(line))
  expect(read(line)).toEqual({
    simulated: 1_000,
    anvil: 0,
    seed: 7,
    workers: 1,
    mutant: 'writeAhead',
    fresh: true,
    folder: 'here',
  })
})

test.each([
  ['--simulated -1', /'--simulated' argument is ambiguous\. Known are/],
  ['--simulated=-1', /--simulated takes a whole number that is not negative, not "-1"/],
  ['--anvil 1e3', /--anvil takes a whole number .* not "1e3"/],
  ['--seed 0x10', /--seed takes a whole number/],
  ['--seed', /'--seed <value>' argument missing/],
  ['--simulated 0 --anvil 0', /nothing to do/],
  ['--seed 4294967295 --simulated 2', /Seeds end at 4294967296/],
  ['--workers 0', /--workers must be between/],
  ['--mutant everything', /There is no mutant "everything": there are writeAhead, /],
  ['--schedules 5', /Unknown option '--schedules'/],
  ['5', /Unexpected argument '5'/],
])('%s is refused with a sentence', (line, sentence) => {
  expect(() => read(line)).toThrow(BadArguments)
  expect(() => read(line)).toThrow(sentence)
})
