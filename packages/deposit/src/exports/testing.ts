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
export { SimChain, type SimTransaction } from '../testing/sim/chain.ts'
export { type MutantName, mutants } from '../testing/sim/mutants.ts'
export type { Violation } from '../testing/sim/oracle.ts'
export { runSchedule, type ScheduleOptions, type ScheduleResult } from '../testing/sim/schedule.ts'
export { type SimBench, type SimBenchOptions, simBench } from '../testing/simBench.ts'
export { type TestOrderOptions, testOrder, testRegistry, testRules } from '../testing/testOrder.ts'
export { type Node, type Persona, type Prompt, type TestWallet, testWallet } from '../testing/testWallet.ts'
