export type { FlowCapabilities, FlowDescriptor, OpenMode } from '../provider/flow.ts'
export type {
  CallContext,
  ProviderContext,
  ProviderMarks,
  ProviderSession,
  ProviderLimits,
  ServerProvider,
  ServerProviderFactory,
  SessionResult,
  WebhookNews,
} from '../provider/server.ts'
