import { type Kysely, sql } from 'kysely'
import { door } from './tenancy.ts'

/** What those who run Krajan may know without seeing anybody: when the last backup was made, and how the mail is doing. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table backups (
        at timestamptz primary key,
        rows bigint not null,
        bytes bigint not null
      );
      grant select on backups to krajan_app;

      -- so that a look every few seconds never reads the whole ledger
      create index mails_in_trouble on mails (state) where state in ('uncertain', 'failed');

      create function mail_backlog(moment timestamptz) returns table (
        ready bigint, oldest timestamptz, lapsed bigint, uncertain bigint, failed bigint
      ) language sql stable security definer set search_path = public, pg_temp as $$
        select (select count(*) from mails where state = 'ready'),
          (select min(not_before) from mails where state = 'ready' and not_before <= moment),
          (select count(*) from mails where state = 'claimed' and lease_until < moment),
          (select count(*) from mails where state = 'uncertain'),
          (select count(*) from mails where state = 'failed') $$;
    `)
    .execute(db)
  await door(db, 'mail_backlog(timestamptz)')
}
