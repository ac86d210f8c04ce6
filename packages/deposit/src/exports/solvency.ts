export type { ChainPort } from '../ports/chain.ts'
export { type MaxDeposit, type MaxDepositParameters, maxDeposit } from '../solvency/maxDeposit.ts'
