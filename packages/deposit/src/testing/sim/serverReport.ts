import { OfframpError } from '@offrampkit/core'
import type { ReportParameters } from '@offrampkit/core/api'
import type { AttemptPhase, AttemptView } from '@offrampkit/core/order'

// What the server that ships takes and refuses: `checkReport` and `advance` of `packages/server/src/deposits/report.ts`,
// written again, because this package may not import the server. Whoever changes one changes the other.

const rank: Record<AttemptPhase, number> = {
  armed: 0,
  prompting: 1,
  unknown: 2,
  hash: 3,
  rejected: 4,
  dead: 4,
}
const proofs: Partial<Record<AttemptPhase, readonly string[]>> = {
  rejected: ['P1'],
  dead: ['P2', 'P3', 'P4', 'P5', 'P6'],
}

/** What the server answers to a report that makes no sense. */
export const refused = (code: 'invalid_request' | 'not_found'): OfframpError =>
  new OfframpError({ code, message: 'The server refuses this report.', moneyMoved: 'maybe' })

/** Whether an attempt is in this phase already, or further. */
export const isPast = (attempt: AttemptView, phase: AttemptPhase): boolean =>
  rank[attempt.phase] >= rank[phase]

/** @throws OfframpError `invalid_request` for a report that contradicts itself */
export function checkReport({ phase, proof, txHash, attested }: ReportParameters): void {
  const fits = proofs[phase]?.includes(proof ?? '') ?? proof === undefined
  const setsAside = !attested || (phase === 'unknown' && txHash === undefined)
  if (!fits || !setsAside || (phase === 'hash' && txHash === undefined)) throw refused('invalid_request')
}

/**
 * Phases go forward only; a hash outranks a proof, and a late report takes no proof back.
 *
 * @throws OfframpError `invalid_request` for a proof that contradicts what is known
 */
export function advance(known: AttemptView, report: ReportParameters): AttemptView {
  const { phase, proof, txHash, attested } = report
  const { proof: _, attested: __, ...unproven } = known
  if (proof === undefined) {
    if (txHash !== undefined)
      return known.phase === 'hash' && known.txHash === txHash
        ? known
        : { ...unproven, phase: 'hash', txHash }
    if (attested && !isPast(known, 'hash')) return { ...known, phase, attested }
    return rank[phase] > rank[known.phase] ? { ...known, phase } : known
  }
  const heard = txHash === undefined ? known : { ...known, txHash }
  if (isPast(known, 'dead')) return heard
  if (proof === 'P3' && (known.phase === 'prompting' || known.phase === 'hash'))
    throw refused('invalid_request')
  if (proof === 'P1' && known.phase === 'hash') throw refused('invalid_request')
  const { attested: ___, ...settled } = heard
  return { ...settled, phase, proof }
}
