import { type Kysely, sql } from 'kysely'
import { annotate, door, protectTables } from './tenancy.ts'

/** What somebody promised to do by when, the mail that reminds them, and a history that nobody can rewrite. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table tasks (
        centre_id uuid not null references centres,
        id uuid not null,
        contact_id uuid,
        assignee_id uuid not null,
        title text not null check (title <> ''),
        due_on date not null,
        -- by the clock on the wall, where an hour matters
        due_time text check (due_time ~ '^([01]\\d|2[0-3]):[0-5]\\d$'),
        remind_at timestamptz,
        -- the ledger has the reminder since then, and alone knows whether it left
        reminder_queued_at timestamptz,
        state text not null default 'open' check (state in ('open', 'done', 'dropped')),
        closed_at timestamptz,
        closed_by uuid,
        created_by uuid,
        version int not null default 1,
        idempotency_key uuid,
        created_at timestamptz not null,
        primary key (centre_id, id),
        unique (centre_id, idempotency_key),
        foreign key (centre_id, contact_id) references contacts (centre_id, id),
        foreign key (centre_id, assignee_id) references memberships (centre_id, member_id),
        check ((state = 'open') = (closed_at is null))
      );
      create index tasks_open on tasks (centre_id, due_on, id) where state = 'open';
      create index tasks_of_assignee on tasks (centre_id, assignee_id, due_on, id) where state = 'open';
      create index tasks_of_contact on tasks (centre_id, contact_id, due_on, id) where contact_id is not null;
      create index tasks_closed on tasks (centre_id, closed_at desc, id desc) where state <> 'open';
      create index contacts_of_owner_due on contacts (centre_id, owner_id, next_step_on, id) where next_step_on is not null;
      -- who has waited longest, on whatever stage
      create index enrolments_by_wait on enrolments (centre_id, stage_since, id);
      create index tasks_to_remind on tasks (remind_at, id)
        where state = 'open' and remind_at is not null and reminder_queued_at is null;

      alter table mails
        -- to one of our own: sent only while they work here
        add column member_id uuid,
        -- reminds of this: sent only while it is to be done
        add column task_id uuid,
        add foreign key (centre_id, task_id) references tasks (centre_id, id);
      create index mails_of_task on mails (centre_id, task_id, id) where task_id is not null;

      alter table memberships
        add column digest text not null default 'daily' check (digest in ('daily', 'weekly', 'never')),
        add column digest_hour int not null default 7 check (digest_hour between 5 and 20),
        -- the last day that was looked at, whether there was something to say or not
        add column digested_on date;

      -- centres where somebody is to be reminded, the one that waits longest first
      create function centres_with_reminders(moment timestamptz, most int) returns table (centre_id uuid) language sql stable
        security definer set search_path = public, pg_temp as $$
          select t.centre_id from tasks t
          where t.state = 'open' and t.remind_at <= moment and t.reminder_queued_at is null
          group by t.centre_id order by min(t.remind_at) limit most $$;

      -- centres where somebody waits for the mail of this day and hour
      create function centres_with_digests(today date, hour int, weekly boolean, most int) returns table (centre_id uuid)
        language sql stable security definer set search_path = public, pg_temp as $$
          select distinct ms.centre_id from memberships ms join members m on m.id = ms.member_id
          where m.disabled_at is null and ms.disabled_at is null and ms.accepted_at is not null and ms.digest_hour <= hour
            and (ms.digest = 'daily' or ms.digest = 'weekly' and weekly)
            and (ms.digested_on is null or ms.digested_on < today) limit most $$;

      -- in which of their centres somebody wants how much mail
      create function own_digests() returns table (slug text, digest text, digest_hour int) language sql stable
        security definer set search_path = public, pg_temp as $$
          select c.slug, ms.digest, ms.digest_hour from memberships ms join centres c on c.id = ms.centre_id
          where ms.member_id = nullif(current_setting('app.member_id', true), '')::uuid
            and ms.disabled_at is null and ms.accepted_at is not null order by c.name collate "cs-x-icu" $$;

      alter table activities drop constraint activities_kind_check;
      alter table activities add constraint activities_kind_check check (kind in (
        'created', 'note', 'phone_call', 'email', 'meeting', 'counselling', 'registered', 'registration_confirmed',
        'registration_waitlisted', 'registration_promoted', 'registration_cancelled', 'consent_given',
        'consent_withdrawn', 'enrolled', 'stage_moved', 'next_step_set', 'next_step_done', 'edited',
        'referral_sent', 'referral_accepted', 'referral_declined', 'referral_withdrawn', 'handed_over', 'taken_over',
        'attended', 'no_show', 'mail_sent', 'survey_answered', 'enquired', 'parked', 'woken', 'task_added', 'task_changed',
        'task_done', 'task_reopened', 'task_dropped', 'note_struck', 'obligation_noted', 'obligation_closed', 'imported',
        'import_reverted', 'bulk_changed', 'bulk_undone', 'merged', 'unmerged'));
      -- what a day begins with: who woke, who was answered
      create index activities_new on activities (centre_id, occurred_at desc, id)
        where kind in ('woken', 'referral_accepted', 'referral_declined');

      -- whoever checks people in writes their history by it, so that no way in can forget to
      create function note_attendance() returns trigger language plpgsql as $$
      begin
        insert into activities (centre_id, id, contact_id, kind, occurred_at, particulars, created_at)
          select new.centre_id, gen_random_uuid(), new.contact_id, new.state, new.state_since,
            jsonb_build_object('event', coalesce((select x.title from event_texts x where x.centre_id = new.centre_id
              and x.event_id = new.event_id order by x.lang <> 'cs', x.lang limit 1), ''), 'registration', new.id),
            new.state_since;
        return null;
      end $$;
      create trigger note_attendance after update of state on registrations for each row
        when (new.state in ('attended', 'no_show') and old.state is distinct from new.state and new.contact_id is not null)
        execute function note_attendance();
    `)
    .execute(db)
  await protectTables(db, { tasks: { title: 'personal', due_time: 'plain', state: 'plain' } })
  await annotate(db, 'memberships', { digest: 'plain' })
  await sql
    .raw(`
      revoke delete on tasks from krajan_app;
      grant update (digest, digest_hour, digested_on) on memberships to krajan_app;
      -- a correction is another entry; only whose history it is may change, when two records turn out to be one person
      revoke update on activities from krajan_app;
      grant update (contact_id) on activities to krajan_app;
    `)
    .execute(db)
  await door(db, 'centres_with_reminders(timestamptz, int)')
  await door(db, 'centres_with_digests(date, int, boolean, int)')
  await door(db, 'own_digests()')
}
