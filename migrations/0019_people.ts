import { type Kysely, sql } from 'kysely'
import { annotate, protectTables } from './tenancy.ts'

/** One person with all their names, places, languages, ties and duties. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      alter table contacts
        add column title_before text not null default '',
        add column title_after text not null default '',
        -- names somebody bore before, divided by commas
        add column former_names text not null default '',
        add column nickname text not null default '',
        add column native_name text not null default '',
        add column latin_name text not null default '',
        -- as much of it as is known: 1985, 1985-04, 1985-04-12 or, without the year, --04-12 (ISO 8601-2)
        add column born text not null default '' check (born ~ '^((\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?)|--(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01]))?$'),
        -- a group of ISCO-08, one to four digits
        add column isco text not null default '' check (isco ~ '^\\d{0,4}$'),
        -- municipality code of the territorial register, where it is known
        add column origin_code text not null default '' check (origin_code ~ '^(\\d{6})?$'),
        -- where somebody lives now: a Czech region (CZ010 … CZ080) or, of who lives elsewhere, a country (ISO 3166-1)
        add column residence_region text not null default '' check (residence_region ~ '^(CZ0[1-8]\\d)?$'),
        add column residence_country text not null default '' check (residence_country ~ '^([A-Z]{2})?$'),
        add column horizon text check (horizon in ('within_6_months', 'within_12_months', 'within_3_years', 'some_day', 'never')),
        -- from whom we have the facts and why we may keep them, where the person did not give them to us (article 14)
        add column source_note text not null default '',
        add column lawful_basis text check (lawful_basis in ('consent', 'contract', 'public_task', 'legitimate_interest')),
        add column informed_at timestamptz;

      alter table contacts drop constraint contacts_source_check;
      alter table contacts add constraint contacts_source_check check (source in (
        'staff', 'registration', 'import', 'survey', 'newsletter', 'hand_over', 'enquiry'));

      alter table contact_points drop constraint contact_points_kind_check;
      alter table contact_points add constraint contact_points_kind_check
        check (kind in ('email', 'phone', 'messenger', 'url'));
      -- the first of its kind is the one we use
      alter table contact_points add column position int not null default 0, add column label text not null default '';

      create table contact_addresses (
        centre_id uuid not null,
        id uuid not null,
        contact_id uuid not null,
        kind text not null check (kind in ('home', 'permanent', 'postal', 'work')),
        street text not null default '',
        postal_code text not null default '',
        town text not null,
        municipality_code text not null default '' check (municipality_code ~ '^(\\d{6})?$'),
        country text not null default 'CZ' check (country ~ '^[A-Z]{2}$'),
        valid_from date,
        valid_to date check (valid_to >= valid_from),
        created_at timestamptz not null,
        primary key (centre_id, id),
        foreign key (centre_id, contact_id) references contacts (centre_id, id)
      );
      create index contact_addresses_of_contact on contact_addresses (centre_id, contact_id);

      -- citizenship and right of residence as they followed each other, never overwritten
      create table contact_statuses (
        centre_id uuid not null,
        id uuid not null,
        contact_id uuid not null,
        kind text not null check (kind in ('citizenship', 'residence')),
        -- a country (ISO 3166-1) or a title of residence
        value text not null,
        valid_from date,
        valid_to date check (valid_to >= valid_from),
        created_at timestamptz not null,
        primary key (centre_id, id),
        foreign key (centre_id, contact_id) references contacts (centre_id, id),
        check (case kind when 'citizenship' then value ~ '^[A-Z]{2}$' else value in ('eu_citizen', 'family_of_eu',
          'long_term_visa', 'employee_card', 'blue_card', 'study', 'business', 'family_reunification', 'permanent',
          'international_protection', 'temporary_protection', 'asylum_seeker', 'other') end)
      );
      create index contact_statuses_of_contact on contact_statuses (centre_id, contact_id, kind, valid_from);

      create table contact_languages (
        centre_id uuid not null,
        contact_id uuid not null,
        lang text not null check (lang ~ '^[a-z]{2,3}$'),
        level text not null check (level in ('unknown', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'native')),
        primary key (centre_id, contact_id, lang),
        foreign key (centre_id, contact_id) references contacts (centre_id, id)
      );
      create index contact_languages_by_lang on contact_languages (centre_id, lang, level);

      -- what would bring somebody back, and what keeps them away
      create table contact_motives (
        centre_id uuid not null,
        contact_id uuid not null,
        kind text not null check (kind in ('trigger', 'barrier')),
        code text not null,
        noted_at timestamptz not null,
        primary key (centre_id, contact_id, kind, code),
        foreign key (centre_id, contact_id) references contacts (centre_id, id),
        check (case kind
          when 'trigger' then code in ('child', 'child_starts_school', 'parents_age', 'stipend_ends', 'studies_end',
            'partner_work', 'remote_work', 'housing', 'job_offer', 'homesick', 'other')
          else code in ('work', 'pay', 'housing', 'health_care', 'schools', 'partner_work', 'transport', 'culture',
            'ties_elsewhere', 'care_duties', 'environment', 'prejudice', 'other') end)
      );
      create index contact_motives_by_code on contact_motives (centre_id, kind, code);

      -- one row a pair, read from its first side: from is the parent of to, from asks on behalf of to
      create table contact_relations (
        centre_id uuid not null,
        id uuid not null,
        from_id uuid not null,
        to_id uuid not null,
        kind text not null check (kind in ('spouse', 'partner', 'parent', 'sibling', 'asks_for', 'buddy', 'other')),
        created_at timestamptz not null,
        primary key (centre_id, id),
        unique (centre_id, from_id, to_id, kind),
        foreign key (centre_id, from_id) references contacts (centre_id, id),
        foreign key (centre_id, to_id) references contacts (centre_id, id),
        check (from_id <> to_id)
      );
      create index contact_relations_to on contact_relations (centre_id, to_id);

      create table affiliations (
        centre_id uuid not null,
        id uuid not null,
        contact_id uuid not null,
        organisation text not null,
        partner_id uuid,
        role text not null default '',
        valid_from date,
        valid_to date check (valid_to >= valid_from),
        created_at timestamptz not null,
        primary key (centre_id, id),
        foreign key (centre_id, contact_id) references contacts (centre_id, id),
        foreign key (centre_id, partner_id) references partners (centre_id, id)
      );
      create index affiliations_of_contact on affiliations (centre_id, contact_id);
      create index affiliations_of_partner on affiliations (centre_id, partner_id) where partner_id is not null;

      -- what a regional stipend asks of who took it
      create table obligations (
        centre_id uuid not null,
        id uuid not null,
        contact_id uuid not null,
        kind text not null check (kind in ('stipend')),
        agreement text not null default '',
        years_owed numeric(4, 2) not null check (years_owed > 0 and years_owed <= 20),
        start_by date not null,
        started_on date,
        state text not null default 'open' check (state in ('open', 'served', 'repaid', 'waived')),
        closed_on date,
        note text not null default '',
        version int not null default 1,
        created_at timestamptz not null,
        primary key (centre_id, id),
        foreign key (centre_id, contact_id) references contacts (centre_id, id),
        check ((state = 'open') = (closed_on is null))
      );
      create index obligations_of_contact on obligations (centre_id, contact_id);
      create index obligations_open on obligations (centre_id, start_by, id) where state = 'open';

      alter table activities drop constraint activities_kind_check;
      alter table activities add constraint activities_kind_check check (kind in (
        'created', 'note', 'phone_call', 'email', 'meeting', 'counselling', 'registered', 'registration_confirmed',
        'registration_waitlisted', 'registration_promoted', 'registration_cancelled', 'consent_given',
        'consent_withdrawn', 'enrolled', 'stage_moved', 'next_step_set', 'next_step_done', 'edited',
        'referral_sent', 'referral_accepted', 'referral_declined', 'referral_withdrawn', 'handed_over', 'taken_over',
        'attended', 'mail_sent', 'survey_answered', 'enquired', 'parked', 'woken', 'task_added', 'task_done',
        'task_dropped', 'obligation_noted', 'obligation_closed', 'imported', 'import_reverted', 'bulk_changed',
        'bulk_undone', 'merged', 'unmerged'));
    `)
    .execute(db)

  await protectTables(db, {
    contact_addresses: {
      kind: 'plain',
      street: 'personal',
      postal_code: 'personal',
      town: 'personal',
      municipality_code: 'personal',
      country: 'personal',
    },
    contact_statuses: { kind: 'plain', value: 'personal' },
    contact_languages: { lang: 'personal', level: 'personal' },
    contact_motives: { kind: 'plain', code: 'personal' },
    contact_relations: { kind: 'personal' },
    affiliations: { organisation: 'personal', role: 'personal' },
    obligations: { kind: 'plain', agreement: 'personal', state: 'personal', note: 'personal' },
  })
  await annotate(db, 'contacts', {
    title_before: 'personal',
    title_after: 'personal',
    former_names: 'personal',
    nickname: 'personal',
    native_name: 'personal',
    latin_name: 'personal',
    born: 'personal',
    isco: 'personal',
    origin_code: 'personal',
    residence_region: 'personal',
    residence_country: 'personal',
    horizon: 'personal',
    source_note: 'personal',
    lawful_basis: 'plain',
  })
  await annotate(db, 'contact_points', { label: 'personal' })
}
