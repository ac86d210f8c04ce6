import { expect, test } from 'vitest'
import { Progress } from './progress.ts'

const at = (ms: number, done: number, failures = 0) => ({ done, all: 1_000, failures, fresh: done, ms })

function screen(isTTY: boolean) {
  const lines: string[] = []
  return { lines, progress: new Progress({ isTTY, write: (text) => lines.push(text) }) }
}

test('on a terminal one line is rewritten, twice a second at most', () => {
  const { lines, progress } = screen(true)
  progress.show(at(100, 10))
  progress.show(at(400, 40))
  progress.show(at(1_000, 100, 2))
  progress.say('the end')
  expect(lines).toEqual([
    '\rsoak: 10 of 1000 (1.0 %), 100 a second, 10 s left\u001b[K',
    '\rsoak: 100 of 1000 (10.0 %), 100 a second, 9 s left, 2 FAILED\u001b[K',
    '\nthe end\n',
  ])
})

test('in a log there are few lines, and the time that is left can be long', () => {
  const { lines, progress } = screen(false)
  progress.show(at(1_000, 1))
  progress.show(at(14_000, 2))
  progress.show(at(20_000, 2))
  progress.say('the end')
  expect(lines).toEqual([
    'soak: 1 of 1000 (0.1 %), 1 a second, 17 min left\n',
    'soak: 2 of 1000 (0.2 %), 0 a second, 2.8 h left\n',
    'the end\n',
  ])
})
