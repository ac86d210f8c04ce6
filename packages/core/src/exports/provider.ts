export { type FlowCapabilities, type FlowDescriptor, type OpenMode, staysOpen } from '../provider/flow.ts'
export type {
  CallContext,
  ProviderContext,
  ProviderMarks,
  ProviderSession,
  ServerProvider,
  ServerProviderFactory,
  SessionResult,
  WebhookNews,
} from '../provider/server.ts'
