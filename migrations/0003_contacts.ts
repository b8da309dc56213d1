import { type Kysely, sql } from 'kysely'
import { appendOnly, door, protectTables } from './tenancy.ts'

/** People we know, how to reach them, what happened, what they agreed to. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table contacts (
        centre_id uuid not null references centres,
        id uuid not null,
        given_name text not null default '',
        family_name text not null default '',
        birth_name text not null default '',
        lang text not null default 'cs' check (lang in ('cs', 'en', 'de', 'uk')),
        municipality_origin text not null default '',
        residence text not null default '',
        field text not null default '',
        tags text[] not null default '{}',
        source text not null check (source in ('staff', 'registration', 'import', 'survey', 'newsletter', 'hand_over')),
        owner_id uuid,
        next_step text not null default '',
        next_step_on date,
        idempotency_key uuid,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        search text not null generated always as
          (search_key(given_name || ' ' || family_name || ' ' || birth_name || ' ' || given_name)) stored,
        primary key (centre_id, id),
        unique (centre_id, idempotency_key),
        foreign key (centre_id, owner_id) references memberships (centre_id, member_id),
        check (given_name <> '' or family_name <> ''),
        check ((next_step = '') = (next_step_on is null))
      );
      create index contacts_by_name on contacts
        (centre_id, family_name collate "cs-x-icu", given_name collate "cs-x-icu", id);
      create index contacts_by_next_step on contacts (centre_id, (coalesce(next_step_on, 'infinity')), id);
      create index contacts_by_origin on contacts (centre_id, municipality_origin, id);
      create index contacts_by_owner on contacts (centre_id, owner_id, id);
      create index contacts_by_search on contacts using gin (centre_id, search gin_trgm_ops);

      create table contact_points (
        centre_id uuid not null,
        id uuid not null,
        contact_id uuid not null,
        kind text not null check (kind in ('email', 'phone')),
        value text not null,
        value_norm text not null,
        verified_at timestamptz,
        created_at timestamptz not null,
        primary key (centre_id, id),
        foreign key (centre_id, contact_id) references contacts (centre_id, id)
      );
      create unique index contact_points_one_email on contact_points (centre_id, value_norm) where kind = 'email';
      create index contact_points_of_contact on contact_points (centre_id, contact_id);
      create index contact_points_by_search on contact_points using gin (centre_id, value_norm gin_trgm_ops);

      create table activities (
        centre_id uuid not null,
        id uuid not null,
        contact_id uuid not null,
        kind text not null check (kind in (
          'created', 'note', 'phone_call', 'email', 'meeting', 'registered', 'registration_confirmed',
          'registration_waitlisted', 'registration_promoted', 'registration_cancelled', 'consent_given',
          'consent_withdrawn', 'enrolled', 'stage_moved', 'next_step_set', 'next_step_done', 'edited')),
        occurred_at timestamptz not null,
        member_id uuid,
        body text not null default '',
        particulars jsonb not null default '{}',
        idempotency_key uuid,
        created_at timestamptz not null,
        primary key (centre_id, id),
        unique (centre_id, idempotency_key),
        foreign key (centre_id, contact_id) references contacts (centre_id, id)
      );
      create index activities_of_contact on activities (centre_id, contact_id, occurred_at desc, id desc);

      create table consents (
        centre_id uuid not null,
        id uuid not null,
        contact_id uuid not null,
        purpose text not null check (purpose in ('contact', 'newsletter')),
        state text not null check (state in ('granted', 'withdrawn')),
        wording text not null,
        lang text not null,
        source text not null,
        granted_at timestamptz not null,
        withdrawn_at timestamptz,
        primary key (centre_id, id),
        foreign key (centre_id, contact_id) references contacts (centre_id, id),
        check ((state = 'withdrawn') = (withdrawn_at is not null))
      );
      create unique index consents_one_live on consents (centre_id, contact_id, purpose) where state = 'granted';

      create table audit_entries (
        centre_id uuid not null references centres,
        id uuid not null,
        at timestamptz not null,
        member_id uuid,
        action text not null,
        subject_type text not null,
        subject_id uuid not null,
        fields text[] not null default '{}',
        primary key (centre_id, id)
      );
      create index audit_entries_of_subject on audit_entries (centre_id, subject_id, at desc);
    `)
    .execute(db)

  await protectTables(db, {
    contacts: {
      given_name: 'personal',
      family_name: 'personal',
      birth_name: 'personal',
      lang: 'plain',
      municipality_origin: 'personal',
      residence: 'personal',
      field: 'personal',
      tags: 'personal',
      source: 'plain',
      next_step: 'personal',
      search: 'personal',
    },
    contact_points: { kind: 'plain', value: 'personal', value_norm: 'personal' },
    activities: { kind: 'plain', body: 'personal', particulars: 'plain' },
    consents: { purpose: 'plain', state: 'plain', wording: 'plain', lang: 'plain', source: 'plain' },
    audit_entries: { action: 'plain', subject_type: 'plain', fields: 'plain' },
  })
  await appendOnly(db, 'audit_entries')
  await sql.raw(`revoke delete on contacts, activities, consents from krajan_app`).execute(db)

  // row-level security keeps ILIKE from using a GIN index, so this one function searches, in the opened centre only
  await sql
    .raw(`
      create function search_contacts(query text) returns setof uuid language plpgsql stable security definer
        set search_path = public, pg_temp as $$
      declare
        centre uuid := nullif(current_setting('app.centre_id', true), '')::uuid;
        typed text := trim(lower(normalize(query, NFC) collate "und-x-icu"));
        words text[] := (regexp_split_to_array(typed, '[\\s,;]+'))[1:6];
        digits text := regexp_replace(regexp_replace(typed, '[^0-9]', '', 'g'), '^00', '');
        word text;
        form text;
        forms text;
        found text := '';
      begin
        if typed ~ '^[+0-9 ()./-]+$' then
          return query select distinct p.contact_id from contact_points p
            where p.centre_id = centre and p.kind = 'phone' and digits <> '' and p.value_norm like '%' || digits || '%';
          return;
        end if;
        foreach word in array words loop
          continue when fold(word) = '';
          forms := '';
          foreach form in array array(select distinct unnest(array[fold(word), masculine(fold(word)), latin_czech(word)])) loop
            -- each as it is typed: what LIKE takes for a pattern is none
            forms := forms || format(' or search like %L', '%' || regexp_replace(form, '([%_\\\\])', '\\\\\\1', 'g') || '%');
          end loop;
          found := found || format(' and (%s)', substr(forms, 5));
        end loop;
        if centre is null or found = '' then return; end if;
        return query execute format('select id from contacts where centre_id = %L', centre) || found
          || case when cardinality(words) = 1 then format(
            ' union select contact_id from contact_points where centre_id = %L and kind = ''email'' and value_norm like %L',
            centre, '%' || regexp_replace(typed, '([%_\\\\])', '\\\\\\1', 'g') || '%') else '' end;
      end $$;
    `)
    .execute(db)
  await door(db, 'search_contacts(text)')
}
