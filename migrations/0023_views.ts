import { type Kysely, sql } from 'kysely'
import { door, protectTables } from './tenancy.ts'

/** Lists asked in every way: views kept under a name, the day of the last contact, an index for every filter. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create table saved_views (
        centre_id uuid not null references centres,
        id uuid not null,
        -- whose it is; a shared one stays when they leave
        member_id uuid not null,
        name text not null check (name <> ''),
        -- filters, columns and order as they stand in the address
        query text not null,
        shared boolean not null default false,
        idempotency_key uuid,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        -- taken away, and for a while to be brought back
        deleted_at timestamptz,
        primary key (centre_id, id),
        unique (centre_id, idempotency_key)
      );
      create index saved_views_by_name on saved_views (centre_id, name collate "cs-x-icu", id) where deleted_at is null;

      create table default_views (
        centre_id uuid not null,
        member_id uuid not null,
        view_id uuid not null,
        primary key (centre_id, member_id),
        foreign key (centre_id, view_id) references saved_views (centre_id, id)
      );

      -- The last day somebody spoke with them, or they came to us. Never is a day too, because row-level security keeps
      -- an index on coalesce() from being asked.
      alter table contacts add column touched_on date not null default '-infinity';
      update contacts c set touched_on = last.on_day from (
        select centre_id, contact_id, max((occurred_at at time zone 'Europe/Prague')::date) as on_day from activities
        where kind in ('phone_call', 'email', 'meeting', 'counselling', 'attended', 'enquired', 'mail_sent')
        group by 1, 2) last
        where c.centre_id = last.centre_id and c.id = last.contact_id;

      create function is_touch(kind text) returns boolean language sql immutable parallel safe as $$
        select kind in ('phone_call', 'email', 'meeting', 'counselling', 'attended', 'enquired', 'mail_sent') $$;

      -- once a day and person, so a busy day costs one write of the contact
      create function keep_touched() returns trigger language plpgsql as $$
      declare on_day date := (new.occurred_at at time zone 'Europe/Prague')::date;
      begin
        update contacts set touched_on = on_day
          where centre_id = new.centre_id and id = new.contact_id and touched_on < on_day;
        return null;
      end $$;
      create trigger keep_touched after insert on activities for each row
        when (is_touch(new.kind)) execute function keep_touched();

      -- where two people become one, or come apart again
      create function move_touched() returns trigger language plpgsql as $$
      begin
        update contacts c set touched_on = coalesce((
          select max((a.occurred_at at time zone 'Europe/Prague')::date) from activities a
          where a.centre_id = c.centre_id and a.contact_id = c.id and is_touch(a.kind)), '-infinity')
          where c.centre_id = new.centre_id and c.id in (old.contact_id, new.contact_id);
        return null;
      end $$;
      create trigger move_touched after update of contact_id on activities for each row
        when (is_touch(new.kind) and new.contact_id <> old.contact_id) execute function move_touched();

      create index contacts_by_touch on contacts (centre_id, touched_on, id);
      create index contacts_by_due on contacts (centre_id, next_step_on, id) where next_step_on is not null;
      create index contacts_by_residence on contacts (centre_id, residence collate "cs-x-icu", id);
      create index contacts_by_created on contacts (centre_id, created_at, id);
      create index contacts_by_source on contacts (centre_id, source, id);
      create index contacts_by_horizon on contacts (centre_id, horizon, id) where horizon is not null;
      create index contacts_by_field on contacts (centre_id, field, id) where field <> '';
      create index contacts_by_isco on contacts (centre_id, isco, id) where isco <> '';
      create index contacts_by_basis on contacts (centre_id, lawful_basis, id) where lawful_basis is not null;
      create index contacts_by_tags on contacts using gin (centre_id, tags) where tags <> '{}';
      create index contact_points_by_kind on contact_points (centre_id, kind, contact_id);
      create index contact_statuses_by_value on contact_statuses (centre_id, kind, value, contact_id);
      create index consents_by_purpose on consents (centre_id, purpose, contact_id) where state = 'granted';
      create index registrations_by_outcome on registrations (centre_id, state, contact_id, event_id)
        where state in ('attended', 'no_show');
      drop index contact_languages_by_lang;
      create index contact_languages_by_lang on contact_languages (centre_id, lang, level, contact_id);
      drop index contact_motives_by_code;
      create index contact_motives_by_code on contact_motives (centre_id, kind, code, contact_id);

      -- row-level security keeps @> from using a GIN index
      create function contacts_tagged(any_of text[], all_of text[]) returns setof uuid language plpgsql stable
        security definer set search_path = public, pg_temp as $$
      declare centre uuid := nullif(current_setting('app.centre_id', true), '')::uuid;
      begin
        if cardinality(all_of) > 0 then
          return query select c.id from contacts c where c.centre_id = centre and c.tags <> '{}' and c.tags @> all_of
            and (cardinality(any_of) = 0 or c.tags && any_of);
        else
          return query select c.id from contacts c where c.centre_id = centre and c.tags <> '{}' and c.tags && any_of;
        end if;
      end $$;
    `)
    .execute(db)
  await protectTables(db, { saved_views: { name: 'plain', query: 'personal' }, default_views: {} })
  await door(db, 'contacts_tagged(text[], text[])')
  await sql.raw(words).execute(db)
}

/** Words in use, kept once a statement instead of once a row: an import brings hundreds of people with one. */
const words = `
  alter table contact_words drop constraint contact_words_kind_check;
  alter table contact_words add constraint contact_words_kind_check
    check (kind in ('tag', 'municipality', 'residence', 'field'));
  drop trigger keep_contact_words_of_new on contacts;
  drop trigger keep_contact_words_of_changed on contacts;
  drop function keep_contact_words();

  create function keep_new_words() returns trigger language plpgsql as $$
  begin
    -- in one order, so that two who write the same words wait for each other and not in a ring
    insert into contact_words (centre_id, kind, word)
      select distinct n.centre_id, used.kind, used.word from written n cross join lateral (
        select 'tag' as kind, tag as word from unnest(n.tags) as tag
        union all select 'municipality', n.municipality_origin
        union all select 'residence', n.residence
        union all select 'field', n.field) used
      where used.word <> ''
      order by 1, 2, 3
      on conflict do nothing;
    return null;
  end $$;
  create trigger keep_new_words after insert on contacts referencing new table as written
    for each statement execute function keep_new_words();

  create function keep_changed_words() returns trigger language plpgsql as $$
  declare gone record;
  begin
    if not exists (select from written n join before b on b.centre_id = n.centre_id and b.id = n.id
      where (n.municipality_origin, n.residence, n.field, n.tags) is distinct from
        (b.municipality_origin, b.residence, b.field, b.tags)) then
      return null;
    end if;
    insert into contact_words (centre_id, kind, word)
      select distinct n.centre_id, used.kind, used.word from written n cross join lateral (
        select 'tag' as kind, tag as word from unnest(n.tags) as tag
        union all select 'municipality', n.municipality_origin
        union all select 'residence', n.residence
        union all select 'field', n.field) used
      where used.word <> ''
      order by 1, 2, 3
      on conflict do nothing;
    for gone in
      select distinct b.centre_id, used.kind, used.word from before b cross join lateral (
        select 'tag' as kind, tag as word from unnest(b.tags) as tag
        union all select 'municipality', b.municipality_origin
        union all select 'residence', b.residence
        union all select 'field', b.field) used
      where used.word <> '' and not exists (select from written n where n.centre_id = b.centre_id and case used.kind
        when 'tag' then used.word = any(n.tags) when 'municipality' then n.municipality_origin = used.word
        when 'residence' then n.residence = used.word else n.field = used.word end)
      order by 1, 2, 3
    loop
      if not (case gone.kind
        when 'tag' then exists (select from contacts_tagged(array[gone.word], '{}'))
        when 'municipality' then exists (select from contacts
          where centre_id = gone.centre_id and municipality_origin = gone.word)
        when 'residence' then exists (select from contacts
          where centre_id = gone.centre_id and residence collate "cs-x-icu" = gone.word)
        else exists (select from contacts where centre_id = gone.centre_id and field = gone.word and field <> '') end) then
        delete from contact_words where centre_id = gone.centre_id and kind = gone.kind and word = gone.word;
      end if;
    end loop;
    return null;
  end $$;
  create trigger keep_changed_words after update on contacts referencing old table as before new table as written
    for each statement execute function keep_changed_words();

  insert into contact_words (centre_id, kind, word)
    select centre_id, 'residence', residence from contacts where residence <> ''
    union select centre_id, 'field', field from contacts where field <> ''
    on conflict do nothing;
`
