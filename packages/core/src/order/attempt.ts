/**
 * Phases of one try at the deposit.
 *
 * - `armed`: written ahead; the wallet may be asked any moment.
 * - `prompting`: the wallet was asked.
 * - `hash`: the wallet answered with a transaction hash.
 * - `unknown`: asked, and no answer that proves anything.
 * - `rejected`: the wallet said no to that very request (proof P1).
 * - `dead`: proven that it cannot send any more (P2 to P6).
 */
export type AttemptPhase = 'armed' | 'prompting' | 'hash' | 'unknown' | 'rejected' | 'dead'

/**
 * Proofs that an attempt sent nothing. There are no others; time is none.
 *
 * P1 the wallet refused that request · P2 its pinned nonce was used by another transaction ·
 * P3 the page disarmed it before the wallet was asked · P4 mined and reverted ·
 * P5 its authorisation lapsed unused · P6 the wallet reports the batch as not sent.
 */
export type NonSendProof = 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | 'P6'

/** What everyone may know about an attempt: enough to look for the money. */
export interface AttemptView {
  attemptId: string
  phase: AttemptPhase
  proof?: NonSendProof
  /** Digest of the instruction that it pays. */
  digest: string
  sender: string
  /** Look for the transfer from this block on. */
  fromBlock: number
  /** The sender's next nonce when it was armed. */
  nonce: number
  /** The nonce that the wallet was told to use, if it was told one. */
  pin: number | null
  /** The user said that they cancelled this request in the wallet. A word, no proof: see {@link isSetAside}. */
  attested?: true
  txHash?: string
  startedAt: number
}

/** Whether the attempt is proven not to have sent, so that another one may start. */
export function provenUnsent(attempt: AttemptView): boolean {
  return (attempt.phase === 'rejected' || attempt.phase === 'dead') && attempt.proof !== undefined
}

/**
 * Whether another attempt may start beside this one although nothing is proven: the user said that they cancelled it, and
 * it was told a nonce. The next attempt must carry that same nonce, in a wallet that keeps to what it is told: then the
 * chain itself takes only one of the two, also where the user was wrong.
 */
export function isSetAside(attempt: AttemptView): boolean {
  return attempt.phase === 'unknown' && attempt.attested === true && attempt.pin !== null
}

/**
 * Every attempt that anyone knows of. Where browser and server both know one, this browser's word counts, unless only
 * the server has seen its money.
 *
 * @param local - from this browser's ledger
 * @param remote - from the order as the server told it
 */
export function joinAttempts(local: readonly AttemptView[], remote: readonly AttemptView[]): AttemptView[] {
  const joined = new Map(remote.map((attempt) => [attempt.attemptId, attempt]))
  for (const attempt of local) {
    const other = joined.get(attempt.attemptId)
    // P4 speaks about its own transaction: a wallet may have sent another one since.
    const reverted = attempt.proof === 'P4' && attempt.txHash === other?.txHash
    if (!(other?.phase === 'hash' && attempt.phase !== 'hash' && !reverted))
      joined.set(attempt.attemptId, attempt)
  }
  return [...joined.values()]
}
