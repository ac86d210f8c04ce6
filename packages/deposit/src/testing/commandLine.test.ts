import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

function run(script: string, line: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const path = fileURLToPath(new URL(`./${script}.ts`, import.meta.url))
  const argv = ['--conditions=offrampkit-source', path, ...line.split(' ')]
  return new Promise((resolve) =>
    execFile(process.execPath, argv, { cwd: root }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    ),
  )
}

test.each([
  ['replay', '--seed x', /--seed takes a whole number/],
  ['replay', '--count 0', /--count takes a whole number from 1/],
  ['replay', '--speed 9', /Unknown option '--speed'. Known are --seed/],
  ['replay', '--mutant writeAhead,noReoffer', /--mutant takes one name/],
  ['replay', '--break everything', /--break knows no "everything": there are p1/],
  ['replayAnvil', '--seed -1', /--seed/],
  ['replayAnvil', '--mutant nothing', /--mutant knows no "nothing"/],
])('%s %s: 2, and a sentence', async (script, line, sentence) => {
  const { code, stdout, stderr } = await run(script, line)
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(sentence)
  expect(stderr).toMatch(new RegExp(`^${script}: [^\\n]+\\.\\n$`))
})

test.each(['replay', 'replayAnvil'])('%s --help: the options, and 0', async (script) => {
  const { code, stdout } = await run(script, '--help')
  expect(code).toBe(0)
  expect(stdout).toContain('--seed S         the schedule')
})

test('of many schedules, each violation comes with a command that shows it again', async () => {
  const many = await run('replay', '--seed 36 --count 5 --mutant writeAhead')
  expect(many.code).toBe(1)
  const [, again = ''] = /replay\.ts (--seed \d+ .*)$/m.exec(many.stdout) ?? []
  expect(again).toMatch(/^--seed \d+ --mutant writeAhead$/)
  expect((await run('replay', again)).code).toBe(1)
})
