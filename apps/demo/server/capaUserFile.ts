import type { CapaUsers } from '@offrampkit/providers/capa/server'

/**
 * Capa's id of each user, beside the orders: Capa makes no user twice and tells nobody's id again. An app with a table of users
 * adds a column to it instead.
 */
export function capaUserFile(path: string): CapaUsers {
  const open = async () => {
    const { DatabaseSync } = await import('node:sqlite')
    const db = new DatabaseSync(path, { timeout: 5_000 })
    db.exec('create table if not exists demo_capa_users (user_id text primary key, capa_id text not null)')
    return db
  }
  let opened: ReturnType<typeof open> | null = null
  const database = () => {
    opened ??= open()
    return opened
  }
  const find = async (userId: string) => {
    const row = (await database())
      .prepare('select capa_id from demo_capa_users where user_id = ?')
      .get(userId)
    return typeof row?.capa_id === 'string' ? row.capa_id : null
  }
  return {
    find,
    async keep(userId, capaUserId) {
      const insert = 'insert into demo_capa_users values (?, ?) on conflict do nothing'
      ;(await database()).prepare(insert).run(userId, capaUserId)
      return (await find(userId)) ?? capaUserId
    },
  }
}
