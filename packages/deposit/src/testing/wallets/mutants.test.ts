import { expect, test } from 'vitest'
import { depositorWith } from '../../createDepositor.ts'
import { oneShot } from '../../protocol/oneShot.ts'
import { type MutantName, mutants } from '../sim/mutants.ts'
import type { Mutant } from '../sim/surroundings.ts'
import type { ConnectorUnderTest } from './connector.ts'
import { simGround } from './ground.ts'
import { walletPersonas } from './personaCases.ts'
import { type PageFate, runWalletCase } from './runCase.ts'

/** What the suite says of one persona over the protocol with one safety taken out; `null` when it is content. */
async function verdict(name: MutantName | null, id: string, fate: PageFate): Promise<string | null> {
  const persona = walletPersonas.find((one) => one.id === id)
  if (!persona) throw new Error(`There is no persona ${id}.`)
  const mutant: Mutant = name ? mutants[name] : {}
  const under: ConnectorUnderTest = {
    name: 'a bare wallet',
    connect: async (wallet) => ({ wallet: mutant.wallet?.(wallet) ?? wallet }),
  }
  try {
    await runWalletCase({
      under,
      persona,
      fate,
      ground: await simGround(),
      patienceMs: 2_000,
      create: (ports) => depositorWith(mutant.ports?.(ports) ?? ports, mutant.guard ?? oneShot),
    })
    return null
  } catch (error) {
    return String(error)
  }
}

test.each<[MutantName, string, PageFate, RegExp]>([
  ['oneShotGuard', 'approve', 'lives', /asked the wallet 2 times/],
  ['errorTaxonomy', 'expire', 'lives', /is "rejected:P1" after the answer/],
  ['noReoffer', 'ignore', 'crashes', /is "dead:P3" when another page opens/],
  ['writeAhead', 'approve-late', 'crashes', /attempts, not one/],
])(
  'without %s a wallet of the kind "%s" turns the suite red (the page %s)',
  async (name, id, fate, message) => {
    expect(await verdict(null, id, fate)).toBeNull()
    expect(await verdict(name, id, fate)).toMatch(message)
  },
)
