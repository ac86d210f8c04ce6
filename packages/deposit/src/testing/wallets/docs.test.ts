import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { WalletPersonaCase } from './personaCase.ts'
import { failingPersonas, walletPersonas } from './personaCases.ts'

const textOf = (path: string) => readFile(new URL(path, import.meta.url), 'utf8')
const doc = () => textOf('../../../docs/wallets.md')

const words = (list: readonly string[]) => list.map((word) => `\`${word}\``).join(' or ')
const said = ({ answers, heard }: WalletPersonaCase) => {
  if (answers === 'never') return `nothing: ${words(heard)}`
  return answers === 'late' ? `${words(heard)}, late` : words(heard)
}
const rowOf = (one: WalletPersonaCase) => {
  const { id, what, final, afterCrash, arrives, exact, again, breaks } = one
  const money = exact || arrives === 0 ? String(arrives) : `${arrives}, inexact`
  const next = again ? 'on a proof' : 'never'
  return `| \`${id}\` | ${what}${breaks ? ' †' : ''} | ${said(one)} | ${words(final)} | ${words(afterCrash)} | ${money} | ${next} |`
}

test('the table of personas says what the suite demands', async () => {
  const rows = (await doc()).split('\n').filter((line) => /^\| `[a-z0-9-]+` +\|/.test(line))
  expect(rows.map((row) => row.replace(/ +/g, ' '))).toEqual(walletPersonas.map(rowOf))
  expect(await doc()).toContain(`${failingPersonas.length} further personas`)
})

test('the example is the one that runs', async () => {
  const example = await textOf('../../../../react/src/wallet/conformanceExample.test.ts')
  expect(await doc()).toContain(`\`\`\`ts\n${example}\`\`\``)
})
