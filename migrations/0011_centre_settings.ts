import { type Kysely, sql } from 'kysely'
import { annotate, door, protectTables } from './tenancy.ts'

/** What an administrator sets for the centre: how it is called, looks, is reached, and by whose name it writes. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      alter table centres
        add name_en text not null default '',
        add name_de text not null default '',
        add name_uk text not null default '',
        add phone text not null default '',
        add web text not null default '' check (web = '' or web ~ '^https://[^[:space:]]+$'),
        add languages text[] not null default '{cs,en,de,uk}'
          check (languages <@ array['cs', 'en', 'de', 'uk'] and languages @> array['cs']),
        add mail_from_name text not null default '' check (mail_from_name !~ '[[:cntrl:]]'),
        add reply_to text not null default '' check (reply_to !~ '[[:cntrl:]]'),
        add brand_color text check (brand_color ~ '^#[0-9a-f]{6}$');
      alter table centres drop constraint centres_brand_check;
      alter table centres
        add constraint centres_brand_check check (brand in ('spring', 'steel', 'river', 'dragon', 'castle', 'own')),
        add constraint centres_own_color check ((brand = 'own') = (brand_color is not null));

      -- where a centre is found never changes
      revoke update on centres from krajan_app;
      grant update (name, name_en, name_de, name_uk, region, tracks, languages, email, address, phone, web, mail_from_name,
        reply_to, brand, brand_color, version) on centres to krajan_app;

      create table centre_logos (
        centre_id uuid not null primary key references centres,
        hash text not null check (hash ~ '^[0-9a-f]{12}$'),
        type text not null check (type in ('png', 'jpg', 'webp')),
        width int not null check (width between 1 and 2000),
        height int not null check (height between 1 and 2000),
        bytes bytea not null check (octet_length(bytes) <= 262144)
      );
    `)
    .execute(db)

  await protectTables(db, { centre_logos: { hash: 'plain', type: 'plain', bytes: 'plain' } })
  await annotate(db, 'centres', {
    name_en: 'plain',
    name_de: 'plain',
    name_uk: 'plain',
    phone: 'plain',
    web: 'plain',
    languages: 'plain',
    mail_from_name: 'plain',
    reply_to: 'plain',
    brand_color: 'plain',
  })

  await sql
    .raw(`
      drop function public_centres();
      create function public_centres(lang text default 'cs') returns table (slug text, name text, region text)
        language sql stable security definer set search_path = public, pg_temp as $$
          select c.slug, n.name, c.region from centres c cross join lateral (select coalesce(nullif(
            case lang when 'en' then c.name_en when 'de' then c.name_de when 'uk' then c.name_uk else '' end, ''), c.name) as name) n
          order by n.name collate "cs-x-icu" limit 100 $$;
    `)
    .execute(db)
  await door(db, 'public_centres(text)')

  await sql
    .raw(`
      -- with each centre comes how it looks, or every page of the staff would have to ask for it
      create or replace function viewer_of_session(wanted bytea, moment timestamptz) returns table (
        member_id uuid, name text, email text, lang text, shortcuts boolean, created_at timestamptz, expires_at timestamptz,
        memberships jsonb
      ) language sql stable security definer set search_path = public, pg_temp as $$
        select m.id, m.name, m.email, m.lang, m.shortcuts, s.created_at, s.expires_at, coalesce((
          select jsonb_agg(jsonb_build_object(
              'centre_id', c.id, 'slug', c.slug, 'name', c.name, 'brand', c.brand, 'brand_color', c.brand_color,
              'logo', (select jsonb_build_object('hash', l.hash, 'type', l.type, 'width', l.width, 'height', l.height)
                from centre_logos l where l.centre_id = c.id),
              'tracks', c.tracks, 'role', ms.role)
            order by c.name collate "cs-x-icu")
          from memberships ms join centres c on c.id = ms.centre_id
          where ms.member_id = m.id and ms.disabled_at is null and ms.accepted_at is not null), '[]')
        from sessions s join members m on m.id = s.member_id
        where s.id_hash = wanted and s.expires_at > moment and m.disabled_at is null
      $$;
    `)
    .execute(db)
}
