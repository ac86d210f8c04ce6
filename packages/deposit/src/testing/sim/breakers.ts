/**
 * Assumptions that the guarantee rests on, each with the fault that breaks it. Off by default: with one of them a double
 * send is possible, and the documentation says so. `replay.ts --break p1` shows what happens then.
 */
export const breakers = {
  /** The wallet answers 4001 although it sent. */
  p1: 'A refusal by the wallet (4001) is true.',
  /** The browser's storage loses rows that it confirmed, and no server keeps the attempts. */
  ledger: 'One ledger, in this browser or at the server, keeps what it confirmed.',
  /** A wallet on the app's own list of those that keep to a nonce does not. */
  nonce: 'A wallet that the app calls true to nonces sends with the nonce that it is told.',
  /** The chain takes back what the network's policy calls final. */
  finality: 'What is final stays.',
  /** An endpoint says that a transaction reverted which did not. */
  receipt: 'An endpoint may be late, silent or limited, but tells no lies.',
} as const

export type Breaker = keyof typeof breakers
