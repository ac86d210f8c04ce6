import type { Node, Persona } from '../testWallet.ts'

/** What a ledger says of an attempt: its phase, with the proof where it has one. */
export type AttemptWord = 'prompting' | 'hash' | 'unknown' | 'rejected:P1' | 'dead:P2' | 'dead:P4'

/** What personas need of the world they live in. */
export interface PersonaWorld {
  /** Another account that the same wallet holds. */
  otherAccount: string
  /** A node of another chain that holds the account. */
  elsewhere: Node
}

/** One persona, and what is allowed to be known and done at each point of one deposit with it. */
export interface WalletPersonaCase {
  id: string
  /** One line, for tables and test names. */
  what: string
  /** Makes it; `later` is what wallet or user do after the app has looked once. */
  start(world: PersonaWorld): { persona: Persona; later?: () => Promise<void> }
  /** When the app hears an answer. */
  answers: 'at once' | 'late' | 'never'
  /** Right after the answer; for one that never answers, while waiting. */
  heard: readonly AttemptWord[]
  /** When everything that was sent is mined and final. */
  final: readonly AttemptWord[]
  /** The same, for a page that ended right after it asked. */
  afterCrash: readonly AttemptWord[]
  /** Transfers that reach the deposit address. */
  arrives: 0 | 1
  /** Whether that is the exact amount. */
  exact: boolean
  /** Whether the wallet may be asked again in the end. Without a proof in the ledger it never may. */
  again: boolean
  /** An assumption of a guarantee level that this one breaks. Most break none. */
  breaks?: 'P1 is true' | 'one prompt, one transaction' | 'the wallet sends what it shows'
}
