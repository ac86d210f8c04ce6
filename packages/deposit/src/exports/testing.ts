export { type ManualClock, manualClock } from '../testing/manualClock.ts'
export { memoryLedger, memoryLock, memoryMarks } from '../testing/memoryPorts.ts'
export {
  answerLate,
  answerTwice,
  answerWith,
  approve,
  approveLate,
  cancel,
  expire,
  fail,
  failAfterSending,
  failThenAnswer,
  failWithHash,
  hashThenDrop,
  ignore,
  ignoreNonce,
  type LatePersona,
  lie,
  otherAccount,
  reject,
  rewrite,
  rewriteAmount,
  rewriteData,
  rewriteGas,
  rewriteRecipient,
  speedUp,
  spendFirst,
  walletError,
  wrongChain,
} from '../testing/personas.ts'
export { SimChain, type SimTransaction } from '../testing/sim/chain.ts'
export { type MutantName, mutants } from '../testing/sim/mutants.ts'
export type { Violation } from '../testing/sim/oracle.ts'
export { runSchedule, type ScheduleOptions, type ScheduleResult } from '../testing/sim/schedule.ts'
export { type SimBench, type SimBenchOptions, simBench } from '../testing/simBench.ts'
export { type TestOrderOptions, testOrder, testRegistry, testRules } from '../testing/testOrder.ts'
export { type Node, type Persona, type Prompt, type TestWallet, testWallet } from '../testing/testWallet.ts'
export { type AnvilGroundOptions, anvilGround } from '../testing/wallets/anvilGround.ts'
export {
  describeWalletConformance,
  type TestFunctions,
  type WalletCheck,
  type WalletConformanceOptions,
  walletChecks,
  walletConformance,
} from '../testing/wallets/conformance.ts'
export {
  ConformanceError,
  type ConnectedWallet,
  type ConnectorUnderTest,
} from '../testing/wallets/connector.ts'
export {
  type ConnectorReport,
  formatConnectorReport,
  reportConnector,
} from '../testing/wallets/connectorReport.ts'
export { meansRefused, walletErrorCodes } from '../testing/wallets/errorCodes.ts'
export { simGround, type WalletGround } from '../testing/wallets/ground.ts'
export type { AttemptWord, PersonaWorld, WalletPersonaCase } from '../testing/wallets/personaCase.ts'
export { failingPersonas, walletPersonas } from '../testing/wallets/personaCases.ts'
export { jsonRelay } from '../testing/wallets/relay.ts'
export type { PageFate } from '../testing/wallets/runCase.ts'
