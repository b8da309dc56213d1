import { type Kysely, sql } from 'kysely'
import { protectTables } from './tenancy.ts'

/** One change to many people: who was chosen, what became of each, and what was before, so that it can be taken back. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table bulk_changes (
        centre_id uuid not null,
        job_id uuid not null,
        -- what to do, as it was previewed
        action jsonb not null,
        -- the list's question where all it found were chosen
        query text,
        primary key (centre_id, job_id),
        foreign key (centre_id, job_id) references jobs (centre_id, id)
      );

      -- the chosen people, settled when it began; merged or removed ones are no longer among the contacts
      create table bulk_rows (
        centre_id uuid not null references centres,
        job_id uuid not null,
        position int not null,
        contact_id uuid not null,
        state text not null check (state in ('waiting', 'changed', 'skipped', 'failed', 'undone', 'kept')),
        -- why not changed, or why not undone: a code
        reason text not null default '',
        before jsonb not null,
        -- the note, task or place on a track that it made, and the version it left behind
        made uuid,
        version_after int,
        primary key (centre_id, job_id, position)
      );
      create index bulk_rows_by_state on bulk_rows (centre_id, job_id, state, position);
      create index bulk_rows_of_contact on bulk_rows (centre_id, contact_id);

      -- the app cannot delete history; this takes people off a track again that one bulk change put there, if nothing moved
      create function take_off_track(which uuid, enrolled uuid[]) returns setof uuid language plpgsql security definer
        set search_path = public, pg_temp as $$
      declare
        centre uuid := nullif(current_setting('app.centre_id', true), '')::uuid;
        gone uuid;
      begin
        for gone in select e.id from enrolments e join bulk_rows r on r.centre_id = e.centre_id and r.made = e.id
          where e.centre_id = centre and e.id = any(enrolled) and e.version = 1 and r.job_id = which
          order by e.id for update of e
        loop
          begin
            delete from stage_changes where centre_id = centre and enrolment_id = gone;
            delete from enrolments where centre_id = centre and id = gone;
            return next gone;
          exception when foreign_key_violation then
            -- something else hangs on it by now
            null;
          end;
        end loop;
      end $$;
      revoke all on function take_off_track(uuid, uuid[]) from public;
      grant execute on function take_off_track(uuid, uuid[]) to krajan_app;
    `)
    .execute(db)
  await protectTables(db, {
    bulk_changes: { action: 'personal', query: 'personal' },
    bulk_rows: { state: 'plain', reason: 'plain', before: 'personal' },
  })
}
