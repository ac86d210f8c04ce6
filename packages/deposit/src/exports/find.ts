export { type Effect, effectOf, type PlainTransaction } from '../find/effect.ts'
export { effectOfDigest } from '../find/effectOfDigest.ts'
export { type FindOutcome, type FindParameters, findDeposit, type Verdict } from '../find/findDeposit.ts'
export type { ChainPort, ChainsPort } from '../ports/chain.ts'
