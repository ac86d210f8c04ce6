// The same page with one safety taken out: its name is in the address.
import { mutants } from '@offrampkit/deposit/testing'
import { startRacePage } from './racePage.ts'

const name = new URLSearchParams(location.search).get('mutant')
const mutant = Object.entries(mutants).find(([known]) => known === name)?.[1]
if (!mutant || !('ports' in mutant || 'wallet' in mutant)) throw new Error(`There is no mutant ${name} here.`)
await startRacePage(mutant)
