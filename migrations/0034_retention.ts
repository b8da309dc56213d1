import { type Kysely, sql } from 'kysely'
import { door, protectTables } from './tenancy.ts'

/** What was kept of people so that a change could be taken back is kept no longer than it can be. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      -- when the values of before were emptied
      alter table bulk_changes add column forgotten_at timestamptz;
      alter table imports add column forgotten_at timestamptz;
      create index bulk_changes_to_forget on bulk_changes (centre_id, job_id) where forgotten_at is null;
      create index imports_to_forget on imports (centre_id, created_at) where forgotten_at is null;

      -- the last time everybody was compared with everybody: names too common to look for namesakes by are not compared
      create table duplicate_scans (
        centre_id uuid primary key references centres,
        scanned_at timestamptz not null,
        common_names int not null
      );

      -- the sweep comes to every centre, however many there are
      create function every_centre() returns table (centre_id uuid) language sql stable
        security definer set search_path = public, pg_temp as $$ select id from centres order by id $$;
    `)
    .execute(db)
  await protectTables(db, { duplicate_scans: {} })
  await door(db, 'every_centre()')
}
