export { type Migrated, migratePostgres } from '../stores/postgres/migrate.ts'
export type { PgClient, PgPool, PgQuery, PgRow } from '../stores/postgres/pgShapes.ts'
export type { PostgresConnection } from '../stores/postgres/pool.ts'
export { type PostgresStoreOptions, postgresStore } from '../stores/postgres/store.ts'
