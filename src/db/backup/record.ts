import { sql } from 'kysely'
import type { Db } from '../connection.ts'

/** Remembers that a backup was made, for the doctor and whoever watches; a schema from before has no place for that. */
export const recordBackup = async (db: Db, at: Date, { rows, bytes }: { rows: number; bytes: number }) => {
  const { rows: places } = await sql`select 1 where to_regclass('public.backups') is not null`.execute(db)
  if (places.length === 0) return
  await db.insertInto('backups').values({ at, rows, bytes }).execute()
  // a year of one a day is enough to look back on
  await sql`delete from backups where at < ${at}::timestamptz - interval '1 year'`.execute(db)
}

export const lastBackup = async (db: Db): Promise<Date | undefined> => {
  const row = await db
    .selectFrom('backups')
    .select((backup) => backup.fn.max<Date | null>('at').as('at'))
    .executeTakeFirst()
  return row?.at ?? undefined
}
