export type { PageKeys } from '../page/keys.ts'
export { type NetworkSpeed, networkSpeeds, type PageNetwork, type Serve } from '../page/network.ts'
export { type SandboxBackendOptions, sandboxBackend } from '../page/sandboxBackend.ts'
export { sandboxScenarios } from '../page/sandboxScenarios.ts'
export {
  type PageSandbox,
  type StartPageSandboxOptions,
  startPageSandbox,
} from '../page/startPageSandbox.ts'
