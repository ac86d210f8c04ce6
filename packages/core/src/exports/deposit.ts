export { type Binding, bindDeposit, deadlineOf, type Rejection, type RejectReason } from '../deposit/bind.ts'
export { deniedAddress } from '../deposit/denyList.ts'
export { type DepositInstruction, type Difference, digestOf } from '../deposit/instruction.ts'
export type { BindRules } from '../deposit/rules.ts'
