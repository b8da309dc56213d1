import { type Kysely, sql } from 'kysely'

/** How names are compared: Czech and Ukrainian people are found however their name is typed. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      create extension if not exists unaccent with schema public;
      create extension if not exists pg_trgm with schema public;
      create extension if not exists btree_gin with schema public;

      -- Ukrainian to Latin as its passports write it (resolution 55/2010, without the rules for a word's beginning)
      create function latin(words text) returns text language sql immutable strict parallel safe as $$
        select translate(
          replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
            words, 'зг', 'zgh'), 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'щ', 'shch'), 'ч', 'ch'), 'ш', 'sh'), 'ю', 'iu'), 'я', 'ia'), 'є', 'ie'),
          'абвгґдезиіїйклмнопрстуфыэёъь’', 'abvhgdezyiiiklmnoprstufyee')
      $$;

      -- Ukrainian to Latin as a Czech would write it
      create function latin_czech(words text) returns text language sql immutable strict parallel safe as $$
        select translate(
          replace(replace(replace(replace(replace(words, 'х', 'ch'), 'щ', 'sc'), 'ю', 'ju'), 'я', 'ja'), 'є', 'je'),
          'абвгґдежзиіїйклмнопрстуфцчшыэёъь’', 'abvhgdezzyiijklmnoprstufccsyee')
      $$;

      create function fold(words text) returns text language sql immutable strict parallel safe as $$
        select public.unaccent('public.unaccent', public.latin(lower(normalize(words, NFC) collate "und-x-icu")))
      $$;

      -- Dvořáková -> dvorak, Novotná -> novotny: a woman is found by the name of her family
      create function masculine(folded text) returns text language sql immutable strict parallel safe as $$
        select regexp_replace(regexp_replace(folded, '(\\w{2})ova\\M', '\\1', 'g'), '([^aeiouy\\W][dhklnrt]|[sc]k)a\\M', '\\1y', 'g')
      $$;

      create function search_key(words text) returns text language sql immutable strict parallel safe as $$
        select concat_ws(' ', public.fold(words), public.masculine(public.fold(words)),
          case when words ~ '[а-яіїєґА-ЯІЇЄҐ]'
            then public.latin_czech(lower(normalize(words, NFC) collate "und-x-icu")) end)
      $$;
    `)
    .execute(db)
}
