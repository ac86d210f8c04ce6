/** Where a benchmarked server keeps its data. */
export type StoreConfig =
  | { kind: 'memory' }
  | { kind: 'sqlite'; path: string }
  | { kind: 'postgres'; url: string; schema: string }

/** What a server process is to be. Handed over as JSON. */
export interface ServerConfig {
  app: AppName
  store: StoreConfig
  /** Makes so many orders at this provider before it says that it is ready. */
  /** `created` stops before the provider is opened. */
  seed?: { provider: 'coinbase' | 'partna'; orders: number; upTo?: 'created' }
  /** What the provider says about each order when it is asked. */
  says?: 'waiting' | 'paid'
  /** Partna's key. */
  webhookKey: string
  /** When the rows at Coinbase were made, ms since 1970. */
  startedAt: number
}

/**
 * - `kit`: the whole handler behind `toNodeListener`.
 * - `hono`: the least that could be written by hand over Hono, with the same authentication, verification and store.
 * - `honoWrites`: that, and a webhook's order is written too, with an event, and the webhook settled: as the kit writes.
 * - `kitListener`, `fetchListener`, `http`: one small JSON body, as our answer, as any `Response`, and over bare `node:http`.
 */
export type AppName = 'kit' | 'hono' | 'honoWrites' | 'kitListener' | 'fetchListener' | 'http'

/** What a server process says. */
export type ServerWord =
  | { word: 'ready'; port: number; orderIds: string[] }
  | { word: 'cpu'; seconds: number }
  | { word: 'idle' }

export const siweDomain = 'app.example'
export const siweSecret = 'qH8rW2kZp5vTn9xLb3mJc7yGf4sDa6eU1oRi0wXy'
export const userAddress = '0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B'
export const basePath = '/api/offramp'
