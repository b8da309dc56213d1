import { type Kysely, sql } from 'kysely'
import { appendOnly, door, protectTables } from './tenancy.ts'

/** Those who help besides us, and people handed to them with exactly the facts they agreed to share. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table partners (
        centre_id uuid not null references centres,
        id uuid not null,
        kind text not null check (kind in ('employer', 'school', 'doctor', 'housing', 'adviser', 'authority', 'other')),
        name text not null,
        person text not null default '',
        email text not null,
        phone text not null default '',
        town text not null default '',
        languages text[] not null default '{cs}',
        note text not null default '',
        active boolean not null default true,
        idempotency_key uuid,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        search text not null generated always as (search_key(name || ' ' || person || ' ' || town)) stored,
        primary key (centre_id, id),
        unique (centre_id, idempotency_key)
      );
      create index partners_by_name on partners (centre_id, name collate "cs-x-icu", id);

      create table services (
        centre_id uuid not null,
        id uuid not null,
        partner_id uuid not null,
        name text not null,
        languages text[] not null default '{cs}',
        active boolean not null default true,
        primary key (centre_id, id),
        foreign key (centre_id, partner_id) references partners (centre_id, id)
      );
      create index services_of_partner on services (centre_id, partner_id);

      alter table consents drop constraint consents_purpose_check;
      alter table consents add constraint consents_purpose_check check (purpose in ('contact', 'newsletter', 'referral'));
      alter table consents add column recipient text not null default '', add column fields text[] not null default '{}';
      drop index consents_one_live;
      create unique index consents_one_live on consents (centre_id, contact_id, purpose)
        where state = 'granted' and purpose <> 'referral';

      alter table activities drop constraint activities_kind_check;
      alter table activities add constraint activities_kind_check check (kind in (
        'created', 'note', 'phone_call', 'email', 'meeting', 'counselling', 'registered', 'registration_confirmed',
        'registration_waitlisted', 'registration_promoted', 'registration_cancelled', 'consent_given',
        'consent_withdrawn', 'enrolled', 'stage_moved', 'next_step_set', 'next_step_done', 'edited',
        'referral_sent', 'referral_accepted', 'referral_declined', 'referral_withdrawn', 'handed_over', 'taken_over'));

      create table referrals (
        centre_id uuid not null references centres,
        id uuid not null,
        contact_id uuid not null,
        partner_id uuid,
        service_id uuid,
        to_centre_id uuid,
        recipient text not null,
        need text not null,
        fields text[] not null,
        shared jsonb not null,
        consent_id uuid not null,
        state text not null check (state in ('sent', 'opened', 'accepted', 'declined', 'withdrawn', 'recalled', 'expired')),
        state_since timestamptz not null,
        reason text check (reason in ('no_capacity', 'not_eligible', 'wrong_service', 'unreachable', 'client_declined', 'other')),
        answer text not null default '',
        decide_by date not null,
        member_id uuid,
        idempotency_key uuid,
        version int not null default 1,
        created_at timestamptz not null,
        primary key (centre_id, id),
        unique (centre_id, idempotency_key),
        foreign key (centre_id, contact_id) references contacts (centre_id, id),
        foreign key (centre_id, partner_id) references partners (centre_id, id),
        foreign key (centre_id, service_id) references services (centre_id, id),
        foreign key (centre_id, consent_id) references consents (centre_id, id),
        check ((partner_id is null) <> (to_centre_id is null)),
        check ((state = 'declined') = (reason is not null))
      );
      create index referrals_by_time on referrals (centre_id, id desc);
      create index referrals_of_contact on referrals (centre_id, contact_id, id);
      create index referrals_of_consent on referrals (centre_id, consent_id);

      create table referral_changes (
        centre_id uuid not null,
        id uuid not null,
        referral_id uuid not null,
        from_state text,
        to_state text not null,
        at timestamptz not null,
        actor text not null check (actor in ('staff', 'partner', 'centre', 'person', 'clock')),
        primary key (centre_id, id),
        foreign key (centre_id, referral_id) references referrals (centre_id, id)
      );
      create index referral_changes_of_referral on referral_changes (centre_id, referral_id, at);

      create table referral_tokens (
        token_hash bytea not null,
        centre_id uuid not null,
        referral_id uuid not null,
        expires_at timestamptz not null,
        revoked_at timestamptz,
        primary key (centre_id, token_hash),
        foreign key (centre_id, referral_id) references referrals (centre_id, id)
      );
      create unique index referral_tokens_once on referral_tokens (token_hash);
      create index referral_tokens_of_referral on referral_tokens (centre_id, referral_id);

      -- the receiving side of a referral between centres: a letter in this centre's own box
      create table hand_overs (
        centre_id uuid not null references centres,
        id uuid not null,
        from_centre_id uuid not null,
        from_centre text not null,
        from_referral_id uuid not null,
        need text not null,
        shared jsonb not null,
        state text not null check (state in ('waiting', 'accepted', 'declined', 'withdrawn')),
        contact_id uuid,
        decided_by uuid,
        decided_at timestamptz,
        decide_by date not null,
        created_at timestamptz not null,
        primary key (centre_id, id),
        unique (centre_id, from_referral_id),
        foreign key (centre_id, contact_id) references contacts (centre_id, id)
      );
      create index hand_overs_by_time on hand_overs (centre_id, id desc);

      alter table mails add column referral_id uuid;
      alter table mails add foreign key (centre_id, referral_id) references referrals (centre_id, id);
      create index mails_of_referral on mails (centre_id, referral_id) where referral_id is not null;

      create function centre_of_referral_token(wanted bytea) returns uuid language sql stable security definer
        set search_path = public, pg_temp as $$ select centre_id from referral_tokens where token_hash = wanted $$;

      -- the other centres of the network a person can be handed to
      create function network_centres() returns table (id uuid, slug text, name text) language sql stable security definer
        set search_path = public, pg_temp as $$
          select c.id, c.slug, c.name from centres c
          where c.id <> nullif(current_setting('app.centre_id', true), '')::uuid order by c.name collate "cs-x-icu" limit 100 $$;
    `)
    .execute(db)

  await protectTables(db, {
    partners: {
      kind: 'plain',
      name: 'personal',
      person: 'personal',
      email: 'personal',
      phone: 'personal',
      town: 'plain',
      languages: 'plain',
      note: 'personal',
      search: 'personal',
    },
    services: { name: 'plain', languages: 'plain' },
    referrals: {
      recipient: 'plain',
      need: 'personal',
      fields: 'plain',
      shared: 'personal',
      state: 'plain',
      reason: 'personal',
      answer: 'personal',
    },
    referral_changes: { from_state: 'plain', to_state: 'plain', actor: 'plain' },
    referral_tokens: { token_hash: 'personal' },
    hand_overs: { from_centre: 'plain', need: 'personal', shared: 'personal', state: 'plain' },
  })
  await appendOnly(db, 'referral_changes')
  await sql.raw('revoke delete on partners, referrals, referral_tokens, hand_overs from krajan_app').execute(db)
  await sql
    .raw(`comment on column consents.recipient is 'plain'; comment on column consents.fields is 'plain';`)
    .execute(db)
  await door(db, 'centre_of_referral_token(bytea)')
  await door(db, 'network_centres()')
}
