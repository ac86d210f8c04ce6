export type { PageKeys } from '../page/keys.ts'
export type { NetworkSpeed, PageNetwork, Serve } from '../page/network.ts'
export { type SandboxBackendOptions, sandboxBackend } from '../page/sandboxBackend.ts'
export {
  type PageSandbox,
  type StartPageSandboxOptions,
  startPageSandbox,
} from '../page/startPageSandbox.ts'
