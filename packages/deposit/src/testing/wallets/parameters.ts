import type { LedgerAttempt } from '../../ports/ledger.ts'
import { walletRequest } from '../../protocol/transaction.ts'
import type { Prompt } from '../testWallet.ts'
import { type ConnectorUnderTest, demand } from './connector.ts'

/** What the wallet must be asked for: the bytes that the attempt was written ahead with. */
function expectedParameters({ transaction, sender, pin }: LedgerAttempt): Record<string, string> {
  const [parameters] = walletRequest(transaction, sender, pin).params
  return { ...parameters }
}

/** The request that reached the wallet is the attempt's, byte for byte: nothing changed, added or, unless declared, left out. */
export function demandSameBytes(under: ConnectorUnderTest, prompt: Prompt, attempt: LedgerAttempt): void {
  const expected = expectedParameters(attempt)
  const seen = prompt.parameters
  for (const [name, value] of Object.entries(expected)) {
    const dropped = seen[name] === undefined && under.drops?.some((one) => one === name)
    const found =
      seen[name] === undefined
        ? `left ${name} out${name === 'nonce' || name === 'chainId' ? ` (if it always does, say so with drops: ['${name}'])` : ''}`
        : `changed ${name}: the wallet was asked for ${seen[name]}`
    demand(seen[name] === value || dropped === true, `${under.name} ${found}; the attempt says ${value}.`)
  }
  for (const name of Object.keys(seen))
    demand(
      Object.hasOwn(expected, name) || seen[name] === undefined,
      `${under.name} added ${name}: ${String(seen[name])}.`,
    )
}
