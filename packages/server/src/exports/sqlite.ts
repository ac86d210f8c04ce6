export { type SqliteStoreOptions, sqliteStore } from '../stores/sqlite.ts'
