import { type Kysely, sql } from 'kysely'
import { appendOnly, door, protectTables } from './tenancy.ts'

/** Meetings people come to, and the places on them, which are never promised twice. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table events (
        centre_id uuid not null references centres,
        id uuid not null,
        slug text not null check (slug ~ '^[a-z0-9-]{1,80}$'),
        status text not null check (status in ('draft', 'published', 'cancelled')),
        starts_at timestamptz not null,
        ends_at timestamptz not null check (ends_at > starts_at),
        venue text not null,
        town text not null,
        track text check (track in ('return', 'relocation')),
        entry_stage text,
        registration_closes_at timestamptz,
        ical_sequence int not null default 0,
        idempotency_key uuid,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        published_at timestamptz,
        primary key (centre_id, id),
        unique (centre_id, slug),
        unique (centre_id, idempotency_key),
        check ((track is null) = (entry_stage is null))
      );
      create index events_by_start on events (centre_id, starts_at, id);

      create table event_texts (
        centre_id uuid not null,
        event_id uuid not null,
        lang text not null check (lang in ('cs', 'en', 'de', 'uk')),
        title text not null,
        summary text not null default '',
        description text not null default '',
        primary key (centre_id, event_id, lang),
        foreign key (centre_id, event_id) references events (centre_id, id)
      );

      -- the row every registration queues up for; a null capacity is an event without a limit
      create table event_places (
        centre_id uuid not null,
        event_id uuid not null,
        capacity int check (capacity between 1 and 100000),
        taken int not null default 0 check (taken >= 0),
        waiting int not null default 0 check (waiting >= 0),
        next_queue_no int not null default 1,
        primary key (centre_id, event_id),
        foreign key (centre_id, event_id) references events (centre_id, id)
      );

      create table registrations (
        centre_id uuid not null,
        id uuid not null,
        event_id uuid not null,
        contact_id uuid,
        name text not null,
        email text not null,
        email_norm text not null,
        party_size int not null check (party_size between 1 and 10),
        note text not null default '',
        lang text not null check (lang in ('cs', 'en', 'de', 'uk')),
        consent_contact text,
        consent_newsletter text,
        state text not null check (state in ('pending_email', 'waitlisted', 'offered', 'confirmed', 'attended',
          'no_show', 'expired', 'cancelled', 'event_cancelled')),
        state_since timestamptz not null,
        held_until timestamptz,
        queue_no int,
        email_verified_at timestamptz,
        idempotency_key uuid not null,
        version int not null default 1,
        created_at timestamptz not null,
        primary key (centre_id, id),
        unique (centre_id, event_id, idempotency_key),
        foreign key (centre_id, event_id) references events (centre_id, id),
        foreign key (centre_id, contact_id) references contacts (centre_id, id),
        check ((state = 'pending_email') = (held_until is not null)),
        check (state <> 'waitlisted' or queue_no is not null)
      );
      create unique index registrations_one_active on registrations (centre_id, event_id, email_norm)
        where state in ('pending_email', 'waitlisted', 'offered', 'confirmed', 'attended', 'no_show');
      create unique index registrations_queue on registrations (centre_id, event_id, queue_no) where queue_no is not null;
      create index registrations_of_event on registrations (centre_id, event_id, id);
      create index registrations_of_contact on registrations (centre_id, contact_id, id) where contact_id is not null;
      create index registrations_held on registrations (held_until) where held_until is not null;

      create function takes_place(state text) returns boolean language sql immutable parallel safe as $$
        select state in ('pending_email', 'offered', 'confirmed', 'attended', 'no_show') $$;

      -- the last line of defence, whatever path or tool writes: places are counted where they are kept
      create function count_places() returns trigger language plpgsql as $$
      declare
        before int := case when tg_op <> 'INSERT' and takes_place(old.state) then old.party_size else 0 end;
        after int := case when tg_op <> 'DELETE' and takes_place(new.state) then new.party_size else 0 end;
        waited int := case when tg_op <> 'INSERT' and old.state = 'waitlisted' then 1 else 0 end;
        waits int := case when tg_op <> 'DELETE' and new.state = 'waitlisted' then 1 else 0 end;
        place event_places;
      begin
        if before = after and waited = waits then return null; end if;
        update event_places set taken = taken + after - before, waiting = waiting + waits - waited
          where centre_id = coalesce(new.centre_id, old.centre_id) and event_id = coalesce(new.event_id, old.event_id)
          returning * into place;
        if after > before and place.taken > place.capacity then
          raise exception 'no place left' using errcode = '23514', constraint = 'places_never_promised_twice';
        end if;
        return null;
      end $$;
      create trigger count_places after insert or delete or update of state, party_size on registrations
        for each row execute function count_places();

      create table registration_changes (
        centre_id uuid not null,
        id uuid not null,
        registration_id uuid not null,
        from_state text,
        to_state text not null,
        at timestamptz not null,
        actor text not null check (actor in ('attendee', 'staff', 'queue', 'clock')),
        primary key (centre_id, id),
        foreign key (centre_id, registration_id) references registrations (centre_id, id)
      );
      create index registration_changes_of_registration on registration_changes (centre_id, registration_id, at);

      create table registration_tokens (
        token_hash bytea not null,
        centre_id uuid not null,
        registration_id uuid not null,
        expires_at timestamptz not null,
        created_at timestamptz not null,
        primary key (centre_id, token_hash),
        foreign key (centre_id, registration_id) references registrations (centre_id, id)
      );
      create unique index registration_tokens_once on registration_tokens (token_hash);

      create function centre_of_registration_token(wanted bytea) returns uuid language sql stable security definer
        set search_path = public, pg_temp as $$ select centre_id from registration_tokens where token_hash = wanted $$;

      create function events_with_lapsed_holds(moment timestamptz, most int) returns table (centre_id uuid, event_id uuid)
        language sql stable security definer set search_path = public, pg_temp as $$
          select distinct r.centre_id, r.event_id from registrations r where r.held_until <= moment limit most $$;
    `)
    .execute(db)

  await protectTables(db, {
    events: { slug: 'plain', status: 'plain', venue: 'plain', town: 'plain', track: 'plain', entry_stage: 'plain' },
    event_texts: { lang: 'plain', title: 'plain', summary: 'plain', description: 'plain' },
    event_places: {},
    registrations: {
      name: 'personal',
      email: 'personal',
      email_norm: 'personal',
      note: 'personal',
      lang: 'plain',
      consent_contact: 'plain',
      consent_newsletter: 'plain',
      state: 'personal',
    },
    registration_changes: { from_state: 'personal', to_state: 'personal', actor: 'plain' },
    registration_tokens: { token_hash: 'personal' },
  })
  await appendOnly(db, 'registration_changes')
  await sql.raw(`revoke delete on events, event_places, registrations from krajan_app`).execute(db)
  await door(db, 'centre_of_registration_token(bytea)')
  await door(db, 'events_with_lapsed_holds(timestamptz, int)')
}
