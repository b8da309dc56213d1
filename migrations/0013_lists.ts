import { type Kysely, sql } from 'kysely'
import { door, protectTables } from './tenancy.ts'

/** Lists that stay quick with a hundred thousand people: what they can be filtered by, and the newest of many hits. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      -- every tag and municipality in use, so that a page need not look through everybody for its choices
      create table contact_words (
        centre_id uuid not null references centres,
        kind text not null check (kind in ('tag', 'municipality')),
        word text not null,
        primary key (centre_id, kind, word)
      );
      create index contact_words_by_alphabet on contact_words (centre_id, kind, word collate "cs-x-icu");
    `)
    .execute(db)
  await protectTables(db, { contact_words: { kind: 'plain', word: 'plain' } })
  await sql
    .raw(`
      create function keep_contact_words() returns trigger language plpgsql as $$
      declare gone text;
      begin
        -- in one order, so that two who write the same words wait for each other and not in a ring
        insert into contact_words (centre_id, kind, word)
          select new.centre_id, used.kind, used.word from (
            select 'tag' as kind, tag as word from unnest(new.tags) as tag
            union all select 'municipality', new.municipality_origin where new.municipality_origin <> '') used
          order by used.kind, used.word
          on conflict do nothing;
        if tg_op = 'UPDATE' then
          if old.municipality_origin <> new.municipality_origin and not exists (select from contacts
              where centre_id = new.centre_id and municipality_origin = old.municipality_origin) then
            delete from contact_words
              where centre_id = new.centre_id and kind = 'municipality' and word = old.municipality_origin;
          end if;
          foreach gone in array array(select unnest(old.tags) except select unnest(new.tags)) loop
            if not exists (select from contacts where centre_id = new.centre_id and tags @> array[gone]) then
              delete from contact_words where centre_id = new.centre_id and kind = 'tag' and word = gone;
            end if;
          end loop;
        end if;
        return null;
      end $$;
      create trigger keep_contact_words_of_new after insert on contacts for each row
        when (new.municipality_origin <> '' or new.tags <> '{}') execute function keep_contact_words();
      create trigger keep_contact_words_of_changed after update on contacts for each row
        when (new.municipality_origin <> old.municipality_origin or new.tags <> old.tags)
        execute function keep_contact_words();

      insert into contact_words (centre_id, kind, word)
        select centre_id, 'municipality', municipality_origin from contacts where municipality_origin <> ''
        union select centre_id, 'tag', tag from contacts, unnest(tags) as tag;
    `)
    .execute(db)
  await sql.raw(search).execute(db)
  await door(db, 'search_contacts(text)')
  await door(db, 'newest_contacts_like(text, uuid, int)')
}

/** The search of migration 3 in two parts: what is looked for, and in which order it is wanted. */
const search = `
  -- conditions on contacts and on contact_points; null where these are not looked through
  create function search_conditions(query text, out people text, out points text) language plpgsql immutable
    set search_path = public, pg_temp as $$
  declare
    typed text := trim(lower(normalize(query, NFC) collate "und-x-icu"));
    words text[] := (regexp_split_to_array(typed, '[\\s,;]+'))[1:6];
    digits text := regexp_replace(regexp_replace(typed, '[^0-9]', '', 'g'), '^00', '');
    word text;
    form text;
    forms text;
    found text := '';
  begin
    if typed ~ '^[+0-9 ()./-]+$' then
      if digits <> '' then points := format('kind = ''phone'' and value_norm like %L', '%' || digits || '%'); end if;
      return;
    end if;
    foreach word in array words loop
      continue when fold(word) = '';
      forms := '';
      foreach form in array array(select distinct unnest(array[fold(word), masculine(fold(word)), fold(latin_czech(word))])) loop
        -- each as it is typed: what LIKE takes for a pattern is none
        forms := forms || format(' or search like %L', '%' || regexp_replace(form, '([%_\\\\])', '\\\\\\1', 'g') || '%');
      end loop;
      found := found || format(' and (%s)', substr(forms, 5));
    end loop;
    if found = '' then return; end if;
    people := substr(found, 6);
    if cardinality(words) = 1 then
      points := format('kind = ''email'' and value_norm like %L',
        '%' || regexp_replace(typed, '([%_\\\\])', '\\\\\\1', 'g') || '%');
    end if;
  end $$;

  -- A statement that finds them all, and how many they are, counted up to 1 001. A word that so many people bear is
  -- their name and is not looked for in addresses as well.
  create function search_statement(query text, out statement text, out total int, out among_latest text) language plpgsql stable
    set search_path = public, pg_temp as $$
  declare
    centre uuid := nullif(current_setting('app.centre_id', true), '')::uuid;
    sought record := search_conditions(query);
    named text := case when sought.people <> '' then
      format('select id from contacts where centre_id = %L and %s', centre, sought.people) end;
    reached text := case when sought.points <> '' then
      format('select distinct contact_id as id from contact_points where centre_id = %L and %s', centre, sought.points) end;
  begin
    statement := coalesce(named, reached);
    if statement is null then return; end if;
    execute 'select count(*) from (' || statement || ' limit 1001) counted' into total;
    if reached is null or (total > 1000 and position('@' in query) = 0) then
      among_latest := format('select latest.id from (select id, search from contacts where centre_id = %L
        and ($1 is null or id < $1) order by id desc limit 5000) latest where %s limit $2', centre, sought.people);
    elsif named is not null then
      statement := named || ' union ' || reached;
      execute 'select count(*) from (' || statement || ' limit 1001) counted' into total;
    end if;
  end $$;

  create or replace function search_contacts(query text) returns setof uuid language plpgsql stable security definer
    set search_path = public, pg_temp as $$
  declare found record := search_statement(query);
  begin
    if found.statement is not null then return query execute found.statement; end if;
  end $$;

  -- The newest of those found, each with how many there are. Of many, a page is mostly found among the latest; fetching
  -- them all to sort them takes longer (and row-level security hides from the planner how many they are).
  create function newest_contacts_like(query text, before uuid, most int) returns table (id uuid, found_in_all int)
    language plpgsql stable rows 50 security definer set search_path = public, pg_temp as $$
  declare
    found record := search_statement(query);
    ids uuid[] := '{}';
  begin
    if found.statement is null then return; end if;
    if found.total > 1000 and found.among_latest is not null then
      execute 'select array(' || found.among_latest || ')' into ids using before, most;
    end if;
    if cardinality(ids) < most then
      execute 'select array(select id from (' || found.statement || ') all_found
        where $1 is null or id < $1 order by id desc limit $2)' into ids using before, most;
    end if;
    return query select unnest(ids), found.total;
  end $$;
`
