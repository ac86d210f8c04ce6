export { type ManualClock, manualClock } from '../testing/manualClock.ts'
export { memoryLedger, memoryLock, memoryMarks } from '../testing/memoryPorts.ts'
export {
  answerWith,
  approve,
  fail,
  failAfterSending,
  failWithHash,
  ignore,
  ignoreNonce,
  lie,
  reject,
  rewrite,
  walletError,
} from '../testing/personas.ts'
export { type TestOrderOptions, testOrder, testRegistry, testRules } from '../testing/testOrder.ts'
export { type Node, type Persona, type Prompt, type TestWallet, testWallet } from '../testing/testWallet.ts'
