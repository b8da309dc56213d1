import { type Kysely, sql } from 'kysely'
import { door, protectTables } from './tenancy.ts'

/** Work that takes longer than a request: bulk changes, imports, scans. It is done in pieces, seen moving, and resumed. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table jobs (
        centre_id uuid not null references centres,
        id uuid not null,
        kind text not null check (kind ~ '^[a-z_]{1,40}$'),
        state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
        -- what to do, in words of the area whose job it is; facts about people stand in its own tables
        particulars jsonb not null default '{}',
        -- where the next piece begins
        cursor text not null default '',
        total int not null default 0,
        done int not null default 0,
        failed int not null default 0,
        -- why it ended before its end: a code
        problem text not null default '',
        member_id uuid,
        lease_until timestamptz,
        lease_token uuid,
        -- times that the next piece was begun and did not come to its end
        tries int not null default 0,
        -- whose turn it is: who was worked on last waits longest
        worked_at timestamptz,
        idempotency_key uuid,
        created_at timestamptz not null,
        started_at timestamptz,
        ended_at timestamptz,
        primary key (centre_id, id),
        unique (centre_id, idempotency_key),
        check ((lease_until is null) = (lease_token is null))
      );
      create index jobs_by_time on jobs (centre_id, id desc);
      create index jobs_to_do on jobs (created_at, id) where state in ('waiting', 'running');

      -- centres with jobs that wait, or whose worker has gone
      create function centres_with_jobs(kinds text[], most int) returns table (centre_id uuid) language sql stable
        security definer set search_path = public, pg_temp as $$
          select j.centre_id from jobs j
          where j.state in ('waiting', 'running') and j.kind = any (kinds) and (j.lease_until is null or j.lease_until < now())
          group by j.centre_id order by min(coalesce(j.worked_at, j.created_at)) limit most $$;
    `)
    .execute(db)
  await protectTables(db, {
    jobs: { kind: 'plain', state: 'plain', particulars: 'plain', cursor: 'plain', problem: 'plain' },
  })
  await door(db, 'centres_with_jobs(text[], int)')
}
