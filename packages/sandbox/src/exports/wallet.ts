export { type AnnounceSandboxWalletParameters, announceSandboxWallet } from '../wallet/client/announce.ts'
export {
  createSandboxProvider,
  type SandboxProvider,
  SandboxProviderError,
  type SandboxTransport,
} from '../wallet/client/provider.ts'
