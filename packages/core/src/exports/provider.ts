export type { FlowCapabilities, FlowDescriptor, OpenMode } from '../provider/flow.ts'
export type {
  CallContext,
  ProviderContext,
  ProviderLimits,
  ProviderMarks,
  ProviderSession,
  ServerProvider,
  ServerProviderFactory,
  SessionResult,
  WebhookNews,
} from '../provider/server.ts'
