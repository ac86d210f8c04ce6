export { type RunningChain, startAnvil } from '../node/anvil.ts'
export { type IssuedApiKey, issueApiKey } from '../node/api-key.ts'
export { type RunningSandbox, type StartSandboxOptions, startSandbox } from '../node/start.ts'
