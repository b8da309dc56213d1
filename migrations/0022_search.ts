import { type Kysely, sql } from 'kysely'
import { nicknames } from './nicknames.ts'
import { door } from './tenancy.ts'

/** A person is found by any name they have or had, however it is spelled, in any of its cases, best matches first. */
export const up = async (db: Kysely<unknown>) => {
  await sql.raw(spelling).execute(db)
  await sql.raw(keyOfPerson).execute(db)
  await sql.raw(nicknameTable).execute(db)
  await sql`insert into nicknames (nickname, name)
    select * from unnest(${nicknames.map(([nickname]) => nickname)}::text[], ${nicknames.map(([, name]) => name)}::text[])
    on conflict do nothing`.execute(db)
  await sql.raw(otherSpellings).execute(db)
  await sql.raw(conditions).execute(db)
  await sql.raw(statements).execute(db)
  await sql.raw(ranking).execute(db)
  await door(db, 'ranked_contacts(text, int)')
}

const spelling = `
  -- as names are cut into words: in small letters, one kind of blank
  create function lowered(words text) returns text language sql immutable strict parallel safe as $$
    select ' ' || translate(lower(normalize(words, NFC) collate "und-x-icu"),
      E'-,;\\u2010\\u2011\\u2012\\u2013\\u2014\\u00a0\\t\\n\\r\\x1e\\x1f', '              ') || ' '
  $$;

  -- Lowered words without accents. Of Ukrainian ones also what resolution 55/2010 makes of a word's beginning, and what a
  -- Czech writes; an apostrophe within is no letter.
  create function bare(lowered text) returns text language plpgsql immutable strict parallel safe as $$
  begin
    if lowered !~ '[\\u0400-\\u04ff]' then return public.unaccent('public.unaccent', lowered); end if;
    lowered := regexp_replace(lowered, '([\\u0400-\\u04ff])[''’ʼ\`]', '\\1', 'g');
    return public.fold(lowered)
      || public.fold(replace(replace(replace(replace(replace(
        lowered, ' є', ' ye'), ' ї', ' yi'), ' й', ' y'), ' ю', ' yu'), ' я', ' ya'))
      || public.fold(public.latin_czech(lowered));
  end $$;

  create function spelled(words text) returns text language sql immutable strict parallel safe as $$
    select public.bare(public.lowered(words))
  $$;

  -- Dvořáková -> dvorak, Marková -> mark marek, Malá -> maly: the names of the men of her family
  create function men(lowered text) returns text language plpgsql immutable strict parallel safe as $$
  declare
    theirs text;
    plain text;
  begin
    if lowered !~ '[aáа] ' then return ''; end if;
    if lowered ~ '[\\u0400-\\u04ff]' then lowered := public.bare(lowered); end if;
    theirs := regexp_replace(regexp_replace(lowered, '([^ ]{2})ov[aá](?= )', '\\1', 'g'), 'á(?= )', 'ý', 'g');
    -- without accents only what sounds like nothing else is taken for an adjective
    if lowered !~ '[^ -~]' then theirs := regexp_replace(theirs, '([^aeiouy ][dhklnrt]|[sc]k)a(?= )', '\\1y', 'g'); end if;
    if theirs = lowered then return ''; end if;
    plain := public.bare(lowered);
    return public.bare(theirs) || case when plain ~ '[^aeiouy ][ckl]ova '
      then regexp_replace(plain, '([^aeiouy ])([ckl])ova(?= )', '\\1e\\2', 'g') else '' end;
  end $$;
`

const keyOfPerson = `
  -- today's names, then behind a mark all others, then behind marks the initials in both orders
  create function person_key(given text, family text, others text) returns text
    language plpgsql immutable strict parallel safe as $$
  declare
    families text := public.lowered(family);
    given_names text := public.spelled(given);
    family_names text := public.bare(families);
    first text := substr(ltrim(given_names), 1, 1);
    last text := substr(ltrim(family_names), 1, 1);
  begin
    return given_names || family_names || public.men(families)
      || case when others ~ '[^ ]' then E'\\x1f' || public.spelled(others) || public.men(public.lowered(others)) else '' end
      || case when first <> '' and last <> ''
        then E'\\x1e' || first || last || E' \\x1e' || last || first || ' ' else '' end;
  end $$;

  alter table contacts drop column search;
  alter table contacts add column search text not null generated always as (person_key(given_name, family_name,
    birth_name || ' ' || former_names || ' ' || nickname || ' ' || native_name || ' ' || latin_name)) stored;
  comment on column contacts.search is 'personal';
  create index contacts_by_search on contacts using gin (centre_id, search gin_trgm_ops);
`

const nicknameTable = `
  create table nicknames (
    nickname text not null,
    name text not null,
    nickname_words text[] not null generated always as (string_to_array(regexp_replace(trim(spelled(nickname)), ' +', ' ', 'g'), ' ')) stored,
    name_words text[] not null generated always as (string_to_array(regexp_replace(trim(spelled(name)), ' +', ' ', 'g'), ' ')) stored,
    primary key (nickname, name)
  );
  grant select on nicknames to krajan_app, krajan_finder;
`

const otherSpellings = `
  create function literal(word text) returns text language sql immutable strict parallel safe as $$
    select regexp_replace(word, '([%_\\\\])', '\\\\\\1', 'g')
  $$;

  -- novak from novaka: the e that comes and goes, with the word as it is
  create function with_e(stem text) returns text[] language sql immutable strict parallel safe as $$
    select array[stem] || case when stem ~ '[^aeiouy][ckl]$'
      then array[regexp_replace(stem, '([ckl])$', 'e\\1')] else '{}' end
  $$;

  -- what the other half of a family is called: svobodova -> svobod svoboda, novotna -> novotny, kovalskyi -> kovalska
  create function other_genders(word text) returns text[] language plpgsql immutable strict parallel safe as $$
  begin
    if word !~ '^[a-z]{4,40}$' then return '{}'; end if;
    if word ~ '..ova$' then return with_e(substr(word, 1, length(word) - 3)) || (substr(word, 1, length(word) - 3) || 'a'); end if;
    if word ~ '[sc]ka$' then return array[regexp_replace(word, 'a$', 'y'), regexp_replace(word, 'a$', 'yi'),
      regexp_replace(word, 'a$', 'yj'), regexp_replace(word, 'a$', 'i'), regexp_replace(word, 'a$', 'ova')]; end if;
    if word ~ '[^aeiouy]a$' then return array[regexp_replace(word, 'a$', 'y'), regexp_replace(word, 'a$', 'ova')]; end if;
    if word ~ '[sc]k(yi|yj|ij|i)$' then return array[regexp_replace(word, '(yi|yj|ij|i)$', 'a')]; end if;
    return '{}';
  end $$;

  -- what a word may be called when nobody is asked about: Dvořákovi, Novotného, s Janou, Němce
  create function nominatives(word text) returns text[] language sql immutable strict parallel safe as $$
    select coalesce(array_agg(distinct form), '{}') from (
      select unnest(case
        when ending = 'ovi' then with_e(stem) || (stem || 'a')
        when ending in ('ove', 'ovou', 'ovy') then array[stem || 'ova', stem]
        when ending in ('ovych', 'ovym', 'ovymi') then array[stem || 'ova', stem]
        when ending in ('eho', 'emu', 'ym', 'ymi', 'ych') then array[stem || 'y']
        when ending in ('iho', 'imu', 'im') then array[stem || 'i']
        when ending in ('em', 'uv') then with_e(stem)
        when ending in ('ou', 'y') then array[stem || 'a']
        when ending = 'u' then with_e(stem) || (stem || 'a')
        when ending = 'a' then with_e(stem)
        when ending = 'e' then with_e(stem) || (stem || 'a')
        else array[stem, stem || 'e'] end) as form
      from unnest(array['ovi', 'ove', 'ovou', 'ovy', 'ovych', 'ovym', 'ovymi', 'eho', 'emu', 'ym', 'ymi', 'ych', 'iho', 'imu',
        'im', 'em', 'uv', 'ou', 'y', 'u', 'a', 'e', 'i']) as ending
      cross join lateral (select substr(word, 1, length(word) - length(ending)) as stem) s
      where word ~ '^[a-z]{4,40}$' and right(word, length(ending)) = ending and length(stem) >= 3) forms
    where form <> word
  $$;

  -- how else the same sounds are written between Ukrainian, Czech, Polish, German and English
  create function sounds(word text) returns text language plpgsql immutable strict parallel safe as $$
  declare
    sound text := word;
    step text[];
  begin
    if word !~ '^[a-z]{4,24}$' then return null; end if;
    foreach step slice 1 in array array[['shch|szcz|sch|sc', 'Q'], ['tsch|tz|ts|cz|c(?!h)', 'C'], ['kh', 'H'], ['ch', 'K'],
      ['sh|sz|s+', 'S'], ['zh|z', 'Z'], ['[ijy]+', 'I'], ['[gh]', 'G'], ['[vw]', 'V'], ['([aou])e', '\\1E'],
      ['Q', '(?:shch|szcz|sch|sc)'], ['C', '(?:c|ch|cz|ts|tz|tsch)'], ['H', '(?:kh|ch|h)'], ['K', '(?:ch|kh|c|h|cz|tsch)'],
      ['S', '(?:ss?|sh|sz)'], ['Z', 'zh?'], ['I', '[ijy]{1,3}'], ['G', '[gh]'], ['V', '[vw]'], ['E', 'e?']]
    loop
      sound := regexp_replace(sound, step[1], step[2], 'g');
    end loop;
    return ' ' || sound || ' ';
  end $$;

  -- Words one letter away: left out, put in, mistaken or swapped with its neighbour; of five letters only those with a
  -- sixth. In a long one some half is whole, which the index answers sooner.
  create function one_letter_away(word text, out pattern text, out halves text) language plpgsql immutable strict parallel safe as $$
  declare
    half int := length(word) / 2;
    swapped text;
  begin
    if word !~ '^[a-z]{5,24}$' then return; end if;
    select ' (?:' || string_agg(form, '|') || ') ' into pattern from (
      select substr(word, 1, n - 1) || '[^ ]?' || substr(word, n + 1) as form from generate_series(1, length(word)) n where length(word) > 5
      union select substr(word, 1, n) || '[^ ]' || substr(word, n + 1) from generate_series(0, length(word)) n
      union select substr(word, 1, n - 1) || substr(word, n + 1, 1) || substr(word, n, 1) || substr(word, n + 2)
        from generate_series(1, length(word) - 1) n where length(word) > 5) forms;
    if length(word) > 8 then
      swapped := substr(word, 1, half - 1) || substr(word, half + 1, 1) || substr(word, half, 1) || substr(word, half + 2);
      halves := format('search like any(array[%L, %L, %L])', '% ' || substr(word, 1, half) || '%',
        '%' || substr(word, half + 1) || ' %', '% ' || swapped || ' %');
    end if;
  end $$;
`

const conditions = `
  -- the words that are looked for, six at most; titles say nothing about who is meant
  create function sought_words(query text) returns text[] language sql immutable strict parallel safe as $$
    select coalesce(case when bool_and(is_title) then array_agg(word order by nth)
      else array_agg(word order by nth) filter (where not is_title) end, '{}')
    from (select word, nth, replace(fold(word), '.', '') = any('{ing,bc,mgr,mga,bca,mudr,judr,phdr,rndr,mvdr,mddr,paeddr,pharmdr,
        thdr,icdr,phmr,thlic,rsdr,dr,drsc,csc,phd,thd,dsc,dis,mba,msc,mpa,llm,mphil,doc,prof,artd,et,p,pan,pana,panu,panem,pani,slecna}'::text[])
        and word not in ('p', 'et') as is_title
      from unnest(string_to_array(regexp_replace(lowered(query), '[\\x01-\\x1f]| (ing|mgr|bc|dr|mudr|judr)\\.(?=[^ ])', ' ', 'g'), ' '))
        with ordinality as w (word, nth)
      where fold(word) <> '' order by nth limit 8) sought
  $$;

  -- all spellings of one word, without accents
  create function spellings(word text) returns text[] language sql immutable strict parallel safe as $$
    select array(select distinct form from unnest(string_to_array(spelled(word), ' ')) form where form <> '')
  $$;

  create function is_whole(words text[]) returns text language sql immutable strict parallel safe as $$
    select string_agg(format('search like %L', '% ' || literal(word) || ' %'), ' or ') from unnest(words) word
  $$;

  -- Where one word stands: as a whole, at a beginning, or anywhere; of one or two letters nobody wants the last. Two letters
  -- alone may be initials, a letter with a dot is one.
  create function word_conditions(word text, alone boolean, out whole text, out beginning text, out anywhere text)
    language plpgsql immutable strict parallel safe as $$
  declare
    form text;
    forms text[] := spellings(regexp_replace(word, '^([^ ])\\.$', '\\1'));
    others text;
  begin
    foreach form in array forms loop
      beginning := concat_ws(' or ', beginning, format('search like %L', '% ' || literal(form) || '%'));
      anywhere := concat_ws(' or ', anywhere,
        format('search like %L', case when form ~ '^[a-z]{1,2}$' then '% ' else '%' end || literal(form) || '%'));
      if alone and form ~ '^[a-z]{2}$' then
        anywhere := anywhere || format(' or search like %L', E'%\\x1e' || form || ' %');
      end if;
      others := nullif(concat_ws(' or ', others, is_whole(other_genders(form))), '');
    end loop;
    whole := concat_ws(' or ', is_whole(forms), others);
    beginning := concat_ws(' or ', beginning, others);
    anywhere := concat_ws(' or ', anywhere, others);
  end $$;

  drop function search_conditions(text);
  -- conditions on contacts and on contact_points; null where these are not looked through
  create function search_conditions(query text, out people text, out beginnings text, out wholes text, out points text)
    language plpgsql immutable set search_path = public, pg_temp as $$
  declare
    typed text := trim(lower(normalize(query, NFC) collate "und-x-icu"));
    digits text := regexp_replace(regexp_replace(typed, '[^0-9]', '', 'g'), '^00', '');
    words text[] := sought_words(query);
    word text;
    found record;
  begin
    if typed ~ '^[+0-9 ()./-]+$' then
      if digits <> '' then points := format('kind = ''phone'' and value_norm like %L', '%' || digits || '%'); end if;
      return;
    end if;
    foreach word in array words[1:6] loop
      found := word_conditions(word, cardinality(words) = 1);
      people := concat_ws(' and ', people, '(' || found.anywhere || ')');
      beginnings := concat_ws(' and ', beginnings, '(' || found.beginning || ')');
      wholes := concat_ws(' and ', wholes, '(' || found.whole || ')');
    end loop;
    -- signs alone have no trigrams: every look at them goes through everybody, so there is one
    if fold(typed) !~ '[a-z0-9]' then
      beginnings := null;
      wholes := null;
    end if;
    if people <> '' and typed !~ '\\s' and fold(typed) !~ '^[a-z]{1,2}$' then
      points := format('kind = ''email'' and value_norm like %L', '%' || literal(typed) || '%');
    end if;
  end $$;

  -- what a name may stand for and what stands for it
  create function called(word text) returns text[] language sql stable strict parallel safe as $$
    select coalesce(array_agg(distinct other), '{}') from (
      select unnest(name_words) as other from nicknames where nickname_words && spellings(word)
      union select unnest(nickname_words) from nicknames where name_words && spellings(word)) others
  $$;

  -- the same people by their nicknames and, with slips, in whatever case, spelling or with a slip of the finger;
  -- null where nothing more can be meant
  create function near_conditions(query text, slips boolean) returns text language plpgsql stable set search_path = public, pg_temp as $$
  declare
    words text[] := sought_words(query);
    word text;
    form text;
    typo record;
    near text;
    more boolean := false;
    found text;
  begin
    foreach word in array words[1:6] loop
      near := is_whole(called(word));
      foreach form in array case when slips then spellings(word) else '{}' end loop
        typo := one_letter_away(form);
        near := concat_ws(' or ', near, is_whole(nominatives(form)), 'search ~ ' || quote_literal(sounds(form)),
          case when typo.halves is null then 'search ~ ' || quote_literal(typo.pattern)
            else format('(%s) and search ~ %L', typo.halves, typo.pattern) end);
      end loop;
      near := nullif(near, '');
      more := more or near is not null;
      found := concat_ws(' and ', found, '(' || concat_ws(' or ', (word_conditions(word, false)).anywhere, near) || ')');
    end loop;
    return case when more then found end;
  end $$;
`

const statements = `
  -- Those found, up to 1 001, and a statement that finds them all. A word that so many people bear is their name and is
  -- not looked for in addresses as well; where hardly anybody bears it, people nearly called so are meant.
  drop function search_statement(text);
  create function search_statement(query text, out statement text, out ids uuid[], out total int, out among_latest text)
    language plpgsql stable set search_path = public, pg_temp as $$
  declare
    centre uuid := nullif(current_setting('app.centre_id', true), '')::uuid;
    sought record := search_conditions(query);
    people text := sought.people;
    found uuid[];
    further text[] := '{}';
    part text;
  begin
    if centre is null or coalesce(sought.people, sought.points) is null then return; end if;
    if people is null then
      statement := format('select distinct contact_id as id from contact_points where centre_id = %L and %s', centre, sought.points);
    else
      statement := format('select id from contacts where centre_id = %L and (%s)', centre, people);
    end if;
    execute 'select array(' || statement || ' limit 1001)' into ids;
    total := cardinality(ids);
    if people is not null and sought.points is not null and (total <= 1000 or position('@' in query) > 0) then
      further := array[format('select distinct contact_id from contact_points where centre_id = %L and %s', centre, sought.points)];
    end if;
    if people is not null and total < 5 then
      further := further || (format('select id from contacts where centre_id = %L and ', centre)
        || '(' || near_conditions(query, true) || ')');
    end if;
    foreach part in array further loop
      continue when part is null;
      statement := statement || ' union ' || part;
      execute 'select array(' || part || ' limit 1001)' into found;
      ids := array(select unnest(ids) union select unnest(found) limit 1001);
      total := cardinality(ids);
    end loop;
    if total > 1000 and cardinality(further) = 0 and people is not null then
      among_latest := format('select latest.id from (select id, search from contacts where centre_id = %L
        and ($1 is null or id < $1) order by id desc limit 5000) latest where %s limit $2', centre, people);
    end if;
  end $$;

  create or replace function search_contacts(query text) returns setof uuid language plpgsql stable security definer
    set search_path = public, pg_temp as $$
  declare found record := search_statement(query);
  begin
    if found.total <= 1000 then return query select unnest(found.ids);
    elsif found.statement is not null then return query execute found.statement; end if;
  end $$;

  create or replace function newest_contacts_like(query text, before uuid, most int)
    returns table (id uuid, found_in_all int)
    language plpgsql stable rows 50 security definer set search_path = public, pg_temp as $$
  declare
    found record := search_statement(query);
    newest uuid[] := '{}';
  begin
    if found.statement is null then return; end if;
    if found.total <= 1000 then
      return query select each, found.total from unnest(found.ids) each
        where before is null or each < before order by each desc limit most;
      return;
    end if;
    if found.among_latest is not null then
      execute 'select array(' || found.among_latest || ')' into newest using before, most;
    end if;
    if cardinality(newest) < most then
      execute 'select array(select id from (' || found.statement || ') all_found
        where $1 is null or id < $1 order by id desc limit $2)' into newest using before, most;
    end if;
    return query select unnest(newest), found.total;
  end $$;
`

const ranking = `
  -- How well somebody is meant: 10 by a whole word of today's name, 11 of the other gender's, 20 by a beginning, 25 by the
  -- initials, 30 by another name, 40 by any part, 45 by the address, 50 by a nickname, 60 nearly.
  create function rank_of_word(word text, near boolean) returns text language plpgsql stable set search_path = public, pg_temp as $$
  declare
    forms text[] := spellings(regexp_replace(word, '^([^ ])\\.$', '\\1'));
    form text;
    rank text := '';
  begin
    foreach form in array forms loop
      rank := rank || format(' when strpos(today, %L) > 0 then 10', ' ' || form || ' ');
    end loop;
    foreach form in array array(select unnest(other_genders(each)) from unnest(forms) each) loop
      rank := rank || format(' when strpos(today, %L) > 0 then 11', ' ' || form || ' ');
    end loop;
    foreach form in array forms loop
      rank := rank || format(' when strpos(today, %L) > 0 then 20 when strpos(search, %L) > 0 then 25
        when strpos(search, %L) > 0 then 30 when strpos(search, %L) > 0 then 40',
        ' ' || form, E'\\x1e' || form || ' ', ' ' || form, form);
    end loop;
    if near then
      foreach form in array called(word) loop
        rank := rank || format(' when strpos(search, %L) > 0 then 50', ' ' || form || ' ');
      end loop;
    end if;
    return 'case' || rank || case when near then ' else 60 end' else ' else 45 end' end;
  end $$;

  -- the best of those under the conditions who are not known yet, up to so many in all
  create function best_contacts(query text, conditions text, near boolean, known uuid[], most int,
      out ids uuid[], out ranks int[], out candidates int)
    language plpgsql stable set search_path = public, pg_temp as $$
  declare
    rank text := (select string_agg(rank_of_word(word, near), ', ') from unnest((sought_words(query))[1:6]) word);
  begin
    execute format('select coalesce(array_agg(id), ''{}''), coalesce(array_agg(rank), ''{}''), coalesce(max(candidates), 0) from (
        select id, greatest(%s) as rank, count(*) over () as candidates from (
          select id, search, split_part(search, E''\\x1f'', 1) as today, family_name, given_name from contacts where centre_id = %L and (%s) and id <> all($1) limit 2000) found
        order by rank, family_name collate "cs-x-icu", given_name collate "cs-x-icu", id limit $2) ranked',
      rank, nullif(current_setting('app.centre_id', true), '')::uuid, conditions)
      into ids, ranks, candidates using known, most - cardinality(known);
  end $$;

  -- The best of those who may be meant, at most so many, with how well; of very many only 2 000 are looked at, whole words
  -- and beginnings before the rest.
  create function ranked_contacts(query text, most int) returns table (id uuid, rank int)
    language plpgsql stable rows 8 security definer set search_path = public, pg_temp as $$
  declare
    centre uuid := nullif(current_setting('app.centre_id', true), '')::uuid;
    sought record := search_conditions(query);
    reached uuid[] := '{}';
    condition text;
    best record;
    ids uuid[] := '{}';
    ranks int[] := '{}';
  begin
    if centre is null then return; end if;
    if sought.points is not null and (sought.people is null or sought.wholes is not null) then
      execute format('select array(select distinct contact_id from contact_points where centre_id = %L and %s limit 50)',
        centre, sought.points) into reached;
    end if;
    if sought.people is null then
      return query select c.id, 10 from contacts c where c.centre_id = centre and c.id = any(reached)
        order by c.family_name collate "cs-x-icu", c.given_name collate "cs-x-icu", c.id limit most;
      return;
    end if;
    condition := sought.people || case when cardinality(reached) > 0 then format(' or id = any(%L::uuid[])', reached) else '' end;
    if sought.wholes is not null then
      best := best_contacts(query, sought.wholes, false, ids, most);
      ids := best.ids;
      ranks := best.ranks;
    end if;
    if cardinality(ids) < most then
      best := best_contacts(query, condition, false, ids, most);
      if best.candidates = 2000 and sought.beginnings is not null then
        best := best_contacts(query, sought.beginnings, false, ids, most);
        ids := ids || best.ids;
        ranks := ranks || best.ranks;
        best := best_contacts(query, condition, false, ids, most);
      end if;
      ids := ids || best.ids;
      ranks := ranks || best.ranks;
    end if;
    condition := near_conditions(query, cardinality(ids) < 5);
    if cardinality(ids) < most and condition is not null then
      best := best_contacts(query, condition, true, ids, most);
      ids := ids || best.ids;
      ranks := ranks || best.ranks;
    end if;
    return query select unnest(ids), unnest(ranks);
  end $$;
`
