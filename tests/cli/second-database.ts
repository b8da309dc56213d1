import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, inject } from 'vitest'
import { leftOut } from '../../src/db/backup/tables.ts'
import { type Db, openDb } from '../../src/db/connection.ts'
import { databaseUrl, withConnection } from '../../src/db/one-connection.ts'
import { createDatabase } from '../../src/db/roles.ts'

export type SecondDatabase = {
  name: string
  superUrl: string
  ownerUrl: string
  appUrl: string
  ownerDb: Db
  appDb: Db
}

const made: SecondDatabase[] = []
afterAll(async () => {
  for (const { name, ownerDb, appDb } of made.splice(0)) {
    await Promise.all([ownerDb.destroy(), appDb.destroy()])
    await withConnection(inject('superUrl'), (client) => client`drop database if exists ${client(name)} with (force)`)
  }
})

/** An empty database of the same server, as one is made to restore into; dropped after the tests of this file. */
export const emptyDatabase = async (): Promise<SecondDatabase> => {
  const name = `t_${randomBytes(6).toString('hex')}`
  await createDatabase(inject('superUrl'), name)
  const [ownerUrl, appUrl] = [databaseUrl(inject('ownerUrl'), name), databaseUrl(inject('appUrl'), name)]
  const database = {
    ...{ name, ownerUrl, appUrl, superUrl: databaseUrl(inject('superUrl'), name) },
    ...{ ownerDb: openDb(ownerUrl, { max: 2 }), appDb: openDb(appUrl, { max: 5 }) },
  }
  made.push(database)
  return database
}

export const tableNames = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    order by relname collate "C"`.execute(db)
  return rows.map(({ name }) => name)
}

/** Of every table that is saved, the rows it has and a sum of them in which their order says nothing. */
export const sums = async (db: Db): Promise<Record<string, string>> => {
  const found: Record<string, string> = {}
  for (const name of await tableNames(db)) {
    if (name in leftOut) continue
    const { rows } = await sql<{ sum: string }>`
      select count(*) || ' ' || coalesce(md5(string_agg(md5(whole::text), '' order by md5(whole::text) collate "C")), '') as sum
      from ${sql.table(name)} whole`.execute(db)
    found[name] = rows[0]?.sum ?? ''
  }
  return found
}

/** The words of the network come with the schema. */
const reference = ['code_lists', 'codes', 'nicknames', 'towns']

/** Tables in which rows are that did not come with the schema. */
export const filledTables = async (db: Db): Promise<string[]> =>
  Object.entries(await sums(db)).flatMap(([name, sum]) =>
    sum.startsWith('0 ') || reference.includes(name) ? [] : [name],
  )
