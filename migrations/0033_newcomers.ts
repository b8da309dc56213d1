import { type Kysely, sql } from 'kysely'
import { door, protectTables } from './tenancy.ts'

/** Who wrote to us on a public page, until they have proven their address and are somebody we know. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table newcomers (
        centre_id uuid not null references centres,
        id uuid not null,
        kind text not null check (kind in ('enquiry', 'panel')),
        name text not null check (name <> ''),
        email text not null,
        email_norm text not null,
        phone text not null default '',
        lang text not null check (lang in ('cs', 'en', 'de', 'uk')),
        track text check (track in ('return', 'relocation')),
        topic text,
        message text not null default '',
        -- the sentence as it was read, and of which edition it was
        agreed text not null check (agreed <> ''),
        agreed_edition text not null,
        token_hash bytea not null,
        idempotency_key uuid not null,
        contact_id uuid,
        -- of the panel the day alone: the minute would stand beside that of somebody's answers
        created_at timestamptz not null,
        expires_at timestamptz not null check (expires_at > created_at),
        proven_at timestamptz,
        primary key (centre_id, id),
        unique (centre_id, idempotency_key),
        foreign key (centre_id, contact_id) references contacts (centre_id, id),
        check ((contact_id is null) = (proven_at is null)),
        check ((kind = 'enquiry') = (track is not null and topic is not null and message <> '')),
        check (kind = 'enquiry' or phone = '' and message = '' and track is null and topic is null)
      );
      create unique index newcomers_once on newcomers (token_hash);
      create index newcomers_of_contact on newcomers (centre_id, contact_id, id) where contact_id is not null;
      create index newcomers_unproven on newcomers (created_at) where contact_id is null;

      create function centre_of_newcomer_token(wanted bytea) returns uuid language sql stable security definer
        set search_path = public, pg_temp as $$ select centre_id from newcomers where token_hash = wanted $$;

      -- centres where somebody has not proven their address since before that moment
      create function centres_with_unproven(moment timestamptz, most int) returns table (centre_id uuid) language sql stable
        security definer set search_path = public, pg_temp as $$
          select n.centre_id from newcomers n where n.contact_id is null and n.created_at < moment
          group by n.centre_id limit most $$;

      alter table centres add column takes_enquiries boolean not null default true;
      grant update (takes_enquiries) on centres to krajan_app;

      alter table consents drop constraint consents_purpose_check;
      alter table consents add constraint consents_purpose_check
        check (purpose in ('contact', 'newsletter', 'referral', 'surveys'));

      -- what nobody has taken on yet is everybody's; nobody is reminded of it
      alter table tasks alter column assignee_id drop not null,
        add constraint tasks_reminded check (assignee_id is not null or remind_at is null);
      create index tasks_of_nobody on tasks (centre_id, due_on, id) where state = 'open' and assignee_id is null;
    `)
    .execute(db)

  await protectTables(db, {
    newcomers: {
      kind: 'plain',
      name: 'personal',
      email: 'personal',
      email_norm: 'personal',
      phone: 'personal',
      lang: 'plain',
      track: 'plain',
      topic: 'personal',
      message: 'personal',
      agreed: 'plain',
      agreed_edition: 'plain',
      token_hash: 'personal',
    },
  })
  await door(db, 'centre_of_newcomer_token(bytea)')
  await door(db, 'centres_with_unproven(timestamptz, int)')
}
