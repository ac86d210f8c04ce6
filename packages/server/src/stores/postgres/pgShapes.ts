/** What a row is read as. */
export type PgRow = Record<string, unknown>

export interface PgQuery {
  text: string
  values?: unknown[]
  /** Prepared under this name, once a connection. */
  name?: string
  /** ms, instead of the connection's own. */
  query_timeout?: number
}

/** What the store uses of a connection of `pg`. */
export interface PgClient {
  query(query: PgQuery): Promise<{ rows: PgRow[]; rowCount: number | null }>
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'end', listener: () => void): unknown
  on(event: 'notification', listener: (news: { payload?: string | undefined }) => void): unknown
  removeListener(event: 'error', listener: (error: Error) => void): unknown
  /** `true`: the connection is not used again. */
  release(destroy?: boolean): void
}

/** What the store uses of a pool of `pg`. */
export interface PgPool {
  connect(): Promise<PgClient>
  end(): Promise<void>
}
