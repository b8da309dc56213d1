import { type Kysely, sql } from 'kysely'
import { door, protectTables } from './tenancy.ts'

/** The ledger: what was promised to whom, how it read, and what became of it. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table mails (
        centre_id uuid not null references centres,
        id uuid not null,
        dedupe_key text not null,
        class text not null check (class in ('security', 'transactional', 'reminder', 'campaign')),
        kind text not null,
        contact_id uuid,
        registration_id uuid,
        to_address text not null,
        to_name text not null default '',
        address_hash bytea not null,
        lang text not null check (lang in ('cs', 'en', 'de', 'uk')),
        subject text not null,
        html text not null,
        body text not null,
        state text not null check (state in ('ready', 'claimed', 'accepted', 'uncertain', 'delivered', 'deferred',
          'bounced_soft', 'bounced_hard', 'complained', 'failed', 'skipped_consent', 'skipped_suppressed',
          'skipped_obsolete', 'cancelled', 'kept')),
        not_before timestamptz not null,
        not_after timestamptz,
        attempts int not null default 0,
        lease_until timestamptz,
        lease_token uuid,
        provider_message_id text,
        last_error text not null default '',
        accepted_at timestamptz,
        created_at timestamptz not null,
        primary key (centre_id, id),
        unique (centre_id, dedupe_key),
        foreign key (centre_id, contact_id) references contacts (centre_id, id),
        foreign key (centre_id, registration_id) references registrations (centre_id, id),
        check ((state = 'claimed') = (lease_until is not null and lease_token is not null))
      );
      create index mails_by_time on mails (centre_id, id desc);
      create index mails_to_address on mails (centre_id, address_hash, created_at);
      create index mails_of_registration on mails (centre_id, registration_id) where registration_id is not null;
      create index mails_of_contact on mails (centre_id, contact_id, id) where contact_id is not null;
      create index mails_ready on mails (not_before, id) where state = 'ready';
      create index mails_claimed on mails (lease_until) where state = 'claimed';

      create table suppressions (
        centre_id uuid not null references centres,
        address_hash bytea not null,
        reason text not null check (reason in ('bounced_hard', 'complained', 'asked')),
        at timestamptz not null,
        primary key (centre_id, address_hash, reason)
      );

      -- centres with work for the sender: those with the most urgent mail first, so that none waits behind another
      create function centres_with_mail(moment timestamptz, most int) returns table (centre_id uuid) language sql stable
        security definer set search_path = public, pg_temp as $$
          select w.centre_id from (
            select m.centre_id, min(m.not_before) as since from mails m
              where m.state = 'ready' and m.not_before <= moment group by m.centre_id
            union all
            select m.centre_id, min(m.lease_until) from mails m
              where m.state = 'claimed' and m.lease_until < now() group by m.centre_id) w
          group by w.centre_id order by min(w.since) limit most $$;
    `)
    .execute(db)

  await protectTables(db, {
    mails: {
      dedupe_key: 'plain',
      class: 'plain',
      kind: 'plain',
      to_address: 'personal',
      to_name: 'personal',
      address_hash: 'personal',
      lang: 'plain',
      subject: 'personal',
      html: 'personal',
      body: 'personal',
      state: 'plain',
      provider_message_id: 'plain',
      last_error: 'plain',
    },
    suppressions: { address_hash: 'personal', reason: 'plain' },
  })
  await sql.raw(`revoke delete on mails from krajan_app`).execute(db)
  await door(db, 'centres_with_mail(timestamptz, int)')
}
