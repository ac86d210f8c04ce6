// The same page with one safety taken out: its name is in the address.
import { mutants } from '@offrampkit/deposit/testing'
import { type Change, startRacePage } from './racePage.ts'

const name = new URLSearchParams(location.search).get('mutant') ?? ''
const change = new Map<string, Change>(Object.entries(mutants)).get(name)
if (!change) throw new Error(`There is no mutant ${name}.`)
await startRacePage(change)
