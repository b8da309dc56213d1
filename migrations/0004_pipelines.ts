import { type Kysely, sql } from 'kysely'
import { appendOnly, protectTables } from './tenancy.ts'

/** Where a contact stands on the way home (return) or on the way in (relocation). */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table enrolments (
        centre_id uuid not null,
        id uuid not null,
        contact_id uuid not null,
        track text not null check (track in ('return', 'relocation')),
        stage text not null,
        stage_since timestamptz not null,
        parked_until date,
        version int not null default 1,
        created_at timestamptz not null,
        primary key (centre_id, id),
        unique (centre_id, contact_id, track),
        foreign key (centre_id, contact_id) references contacts (centre_id, id),
        check (case track
          when 'return' then stage in ('known', 'in_touch', 'considering', 'exploring', 'matching', 'moving',
            'returned', 'settled', 'ambassador', 'not_now', 'lost')
          else stage in ('enquiry', 'pre_arrival', 'arrived', 'landing', 'settling', 'integrated', 'one_off', 'left')
        end)
      );
      create index enrolments_by_stage on enrolments (centre_id, track, stage, contact_id);

      create index enrolments_by_time_in_stage on enrolments (centre_id, track, stage, stage_since desc, id desc);

      create table stage_changes (
        centre_id uuid not null,
        id uuid not null,
        enrolment_id uuid not null,
        from_stage text,
        to_stage text not null,
        at timestamptz not null,
        member_id uuid,
        primary key (centre_id, id),
        foreign key (centre_id, enrolment_id) references enrolments (centre_id, id)
      );
      create index stage_changes_of_enrolment on stage_changes (centre_id, enrolment_id, at);
    `)
    .execute(db)

  await protectTables(db, {
    enrolments: { track: 'plain', stage: 'personal' },
    stage_changes: { from_stage: 'personal', to_stage: 'personal' },
  })
  await appendOnly(db, 'stage_changes')
}
