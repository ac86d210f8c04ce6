export { type AnnounceSandboxWalletParameters, announceSandboxWallet } from '../wallet/client/announce.ts'
export {
  createSandboxProvider,
  type SandboxProvider,
  SandboxProviderError,
} from '../wallet/client/provider.ts'
