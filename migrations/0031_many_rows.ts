import { type Kysely, sql } from 'kysely'

/** Writing five thousand people takes five thousand times one person's time, and no more. */
export const up = async (db: Kysely<unknown>) => {
  await sql.raw(spelling).execute(db)
  await sql.raw(words).execute(db)
  await sql.raw(keys).execute(db)
  await sql.raw(touches).execute(db)
  await sql
    .raw(`
      -- how people went from stage to stage is read in this order, the last step first
      create index stage_changes_in_order on stage_changes (centre_id, enrolment_id, at desc, id desc) include (to_stage);
      drop index stage_changes_of_enrolment;
    `)
    .execute(db)
}

/** The same words as before, several times quicker: an SQL function that cannot be inlined is planned at each call. */
const spelling = `
  create or replace function fold(words text) returns text language plpgsql immutable strict parallel safe as $$
  begin
    words := lower(normalize(words, NFC) collate "und-x-icu");
    if words ~ '[\\u0400-\\u04ff’]' then words := public.latin(words); end if;
    return public.unaccent('public.unaccent', words);
  end $$;

  create or replace function given_roots(folded text) returns text[] language plpgsql stable strict parallel safe as $$
  begin
    return (select coalesce(array_agg(distinct n.name_words[1] order by n.name_words[1]), array[folded])
      from public.nicknames n where n.nickname_words[1] = folded);
  end $$;

  create or replace function other_names(birth text, former text, native text, latin text) returns text[]
    language plpgsql immutable parallel safe as $$
  begin
    if concat(birth, former, native, latin) = '' then return '{}'; end if;
    return array(select distinct trim(name) from unnest(array[birth, substring(native from '\\S+$'), substring(latin from '\\S+$')]
      || regexp_split_to_array(former, ',')) name where trim(name) <> '');
  end $$;

  create or replace function point_keys(kind text, value_norm text) returns bigint[]
    language plpgsql immutable strict parallel safe as $$
  begin
    if kind = 'phone' then return array[public.match_key('p', value_norm)]; end if;
    if kind <> 'email' then return '{}'; end if;
    return array[public.match_key('e', regexp_replace(value_norm, '\\+[^@]*@', '@')),
      public.match_key('l', regexp_replace(split_part(value_norm, '@', 1), '\\+.*|[._-]', '', 'g'))];
  end $$;

  create or replace function town_of(residence text) returns towns language plpgsql stable as $$
  declare place public.towns;
  begin
    select * into place from public.towns t where t.name = any (array[
        public.fold(trim(regexp_replace(residence, '[,(/–].*$|\\s+-\\s.*$|\\s*\\d.*$', ''))),
        public.fold(trim(split_part(residence, '-', 1))), public.fold(trim(residence))])
      order by length(t.name) desc limit 1;
    return place;
  end $$;
`

/**
 * What a statement changed is found by comparing sets, never by joining before with after: the plan of a trigger is kept
 * from the session's first call, which wrote one row, and goes through all of before for each row of after.
 */
const words = `
  create function words_in(tags text[], municipality text, residence text, field text)
    returns table (kind text, word text) language sql immutable parallel safe as $$
    select 'tag', tag from unnest(tags) as tag where tag <> ''
    union all select 'municipality', municipality where municipality <> ''
    union all select 'residence', residence where residence <> ''
    union all select 'field', field where field <> ''
  $$;

  create or replace function keep_changed_words() returns trigger language plpgsql as $$
  declare gone record;
  begin
    if not exists (select centre_id, id, municipality_origin, residence, field, tags from written
      except select centre_id, id, municipality_origin, residence, field, tags from before) then
      return null;
    end if;
    -- in one order, so that two who write the same words wait for each other and not in a ring
    insert into contact_words (centre_id, kind, word)
      select n.centre_id, w.kind, w.word from written n, words_in(n.tags, n.municipality_origin, n.residence, n.field) w
      except select b.centre_id, w.kind, w.word from before b, words_in(b.tags, b.municipality_origin, b.residence, b.field) w
      order by 1, 2, 3
      on conflict do nothing;
    for gone in
      select b.centre_id, w.kind, w.word from before b, words_in(b.tags, b.municipality_origin, b.residence, b.field) w
      except select n.centre_id, w.kind, w.word from written n, words_in(n.tags, n.municipality_origin, n.residence, n.field) w
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
`

const keys = `
  create or replace function key_changed_contacts() returns trigger language plpgsql as $$
  begin
    perform key_names(array_agg(c.centre_id), array_agg(c.id)) from (
      select centre_id, id, given_name, family_name, birth_name, former_names, native_name, latin_name, born, municipality_origin
        from after
      except select centre_id, id, given_name, family_name, birth_name, former_names, native_name, latin_name, born,
        municipality_origin from before) c having count(*) > 0;
    -- no key is made of these, but they are compared
    insert into contacts_to_match select c.centre_id, c.id from (
      select centre_id, id, nickname, residence from after except select centre_id, id, nickname, residence from before) c
      on conflict do nothing;
    return null;
  end $$;

  create function key_added_points() returns trigger language plpgsql as $$
  begin
    insert into contact_keys (centre_id, key, contact_id, kind)
      select a.centre_id, key, a.contact_id, 'p' from added a cross join lateral unnest(point_keys(a.kind, a.value_norm)) key
      on conflict do nothing;
    insert into contacts_to_match select centre_id, contact_id from added on conflict do nothing;
    return null;
  end $$;
  drop trigger key_new_points on contact_points;
  create trigger key_new_points after insert on contact_points referencing new table as added
    for each statement execute function key_added_points();

  create or replace function key_changed_points() returns trigger language plpgsql as $$
  begin
    perform key_points(array_agg(c.centre_id), array_agg(c.contact_id)) from (
      (select centre_id, id, contact_id, kind, value_norm from after
        except select centre_id, id, contact_id, kind, value_norm from before)
      union all
      (select centre_id, id, contact_id, kind, value_norm from before
        except select centre_id, id, contact_id, kind, value_norm from after)) c having count(*) > 0;
    return null;
  end $$;
`

const touches = `
  drop trigger keep_touched on activities;
  create or replace function keep_touched() returns trigger language plpgsql set plan_cache_mode = force_custom_plan as $$
  declare
    centres uuid[];
    people uuid[];
  begin
    select array_agg(distinct centre_id), array_agg(distinct contact_id) into centres, people from added where is_touch(kind);
    if people is null then return null; end if;
    update contacts c set touched_on = last.on_day from (
      select centre_id, contact_id, max((occurred_at at time zone 'Europe/Prague')::date) as on_day
        from added where is_touch(kind) group by 1, 2) last
      where c.centre_id = any(centres) and c.id = any(people)
        and c.centre_id = last.centre_id and c.id = last.contact_id and c.touched_on < last.on_day;
    return null;
  end $$;
  create trigger keep_touched after insert on activities referencing new table as added
    for each statement execute function keep_touched();

  -- where two people become one, or come apart again: once for both, however much there was between them
  drop trigger move_touched on activities;
  create or replace function move_touched() returns trigger language plpgsql set plan_cache_mode = force_custom_plan as $$
  declare
    centres uuid[];
    people uuid[];
  begin
    select array_agg(distinct centre_id), array_agg(distinct contact_id) into centres, people from (
      (select centre_id, id, contact_id from after where is_touch(kind)
        except select centre_id, id, contact_id from before where is_touch(kind))
      union all
      (select centre_id, id, contact_id from before where is_touch(kind)
        except select centre_id, id, contact_id from after where is_touch(kind))) moved;
    if people is null then return null; end if;
    update contacts c set touched_on = coalesce((
        select max((a.occurred_at at time zone 'Europe/Prague')::date) from activities a
        where a.centre_id = c.centre_id and a.contact_id = c.id and is_touch(a.kind)), '-infinity')
      where c.centre_id = any(centres) and c.id = any(people);
    return null;
  end $$;
  create trigger move_touched after update on activities referencing old table as before new table as after
    for each statement execute function move_touched();
`
