import { type Kysely, sql } from 'kysely'
import { annotate, door, protectTables } from './tenancy.ts'

/** Members look after their own account, administrators after the team; a link lets in once. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      alter table members
        add shortcuts boolean not null default true,
        add signed_in_at timestamptz,
        add password_set_at timestamptz;

      -- who was invited shows under the name the administrator typed until they accept, and cannot come in before
      alter table memberships
        add version int not null default 1,
        add disabled_at timestamptz,
        add accepted_at timestamptz,
        add invited_name text not null default '',
        add idempotency_key uuid,
        add unique (centre_id, idempotency_key);
      update memberships set accepted_at = created_at;
      alter table memberships alter accepted_at set default now();

      -- names a session to its holder; the hash of its id stays with the server
      alter table sessions add id uuid not null default gen_random_uuid();

      create table member_tokens (
        centre_id uuid not null,
        token_hash bytea not null,
        member_id uuid not null,
        purpose text not null check (purpose in ('invitation', 'reset')),
        -- the administrator saw it: good only while the member belongs to no other centre
        shown boolean not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        used_at timestamptz,
        primary key (centre_id, token_hash),
        foreign key (centre_id, member_id) references memberships (centre_id, member_id)
      );
      create unique index member_tokens_once on member_tokens (token_hash);
      create index member_tokens_of_member on member_tokens (centre_id, member_id);
    `)
    .execute(db)

  await protectTables(db, { member_tokens: { token_hash: 'personal', purpose: 'plain' } })
  await annotate(db, 'memberships', { invited_name: 'personal' })

  // everybody writes their own row alone; of a membership only the role and whether it opens
  await sql
    .raw(`
      revoke update on member_tokens from krajan_app;
      alter policy app on members with check (id = nullif(current_setting('app.member_id', true), '')::uuid);
      grant update (name, shortcuts, password_hash, password_set_at, signed_in_at) on members to krajan_app;
      grant update (role, disabled_at, version) on memberships to krajan_app;
    `)
    .execute(db)

  await sql
    .raw(`
      drop function viewer_of_session(bytea, timestamptz);
      create function viewer_of_session(wanted bytea, moment timestamptz) returns table (
        member_id uuid, name text, email text, lang text, shortcuts boolean, created_at timestamptz, expires_at timestamptz,
        memberships jsonb
      ) language sql stable security definer set search_path = public, pg_temp as $$
        select m.id, m.name, m.email, m.lang, m.shortcuts, s.created_at, s.expires_at, coalesce((
          select jsonb_agg(jsonb_build_object(
              'centre_id', c.id, 'slug', c.slug, 'name', c.name, 'brand', c.brand, 'tracks', c.tracks, 'role', ms.role)
            order by c.name collate "cs-x-icu")
          from memberships ms join centres c on c.id = ms.centre_id
          where ms.member_id = m.id and ms.disabled_at is null and ms.accepted_at is not null), '[]')
        from sessions s join members m on m.id = s.member_id
        where s.id_hash = wanted and s.expires_at > moment and m.disabled_at is null
      $$;

      create function centre_of_member_token(wanted bytea) returns uuid language sql stable security definer
        set search_path = public, pg_temp as $$ select centre_id from member_tokens where token_hash = wanted $$;

      -- whose ledger carries the mail with which somebody finds back in
      create function centre_of_member(wanted text) returns uuid language sql stable security definer
        set search_path = public, pg_temp as $$
          select ms.centre_id from members m join memberships ms on ms.member_id = m.id
          where m.email = lower(wanted) and m.disabled_at is null and ms.disabled_at is null and ms.accepted_at is not null
          order by ms.created_at, ms.centre_id limit 1 $$;

      -- whether a member of the opened centre belongs to one more; says not which
      create function belongs_elsewhere(wanted uuid) returns boolean language sql stable security definer
        set search_path = public, pg_temp as $$
          select exists (select from memberships o where o.member_id = wanted and o.centre_id <> here.centre_id)
            and exists (select from memberships h where h.member_id = wanted and h.centre_id = here.centre_id)
          from (select nullif(current_setting('app.centre_id', true), '')::uuid as centre_id) here $$;

      -- a member of the opened centre, new or known elsewhere; null when they are in this centre already
      create function invite_member(new_id uuid, address text, typed_name text, wished_lang text, wanted_role text, key uuid,
        moment timestamptz) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        centre uuid := nullif(current_setting('app.centre_id', true), '')::uuid;
        invited uuid;
      begin
        insert into members (id, email, name, lang) values (new_id, lower(address), typed_name, wished_lang)
          on conflict (email) do nothing;
        select id into strict invited from members where email = lower(address);
        insert into memberships (centre_id, member_id, role, invited_name, idempotency_key, created_at, accepted_at)
          values (centre, invited, wanted_role, typed_name, key, moment, null) on conflict (centre_id, member_id) do nothing;
        return case when found then invited end;
      end $$;

      -- the one way to set a password without being signed in: by a link of the opened centre, once;
      -- an invitation without a hash is accepted by somebody who has a password
      create function redeem_member_token(wanted bytea, reason text, hash text, moment timestamptz) returns uuid
        language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        redeemed uuid;
      begin
        update member_tokens t set used_at = moment
        from members m, memberships ms
        where t.centre_id = nullif(current_setting('app.centre_id', true), '')::uuid
          and t.token_hash = wanted and t.purpose = reason and t.used_at is null and t.expires_at > moment
          and m.id = t.member_id and m.disabled_at is null
          and (m.password_set_at is null or m.password_set_at < t.created_at or hash is null)
          and ms.centre_id = t.centre_id and ms.member_id = t.member_id and ms.disabled_at is null
          and (ms.accepted_at is null) = (reason = 'invitation')
          and case reason when 'invitation' then (m.password_hash is null) = (hash is not null) else hash is not null end
          and (not t.shown or hash is null or not exists (
            select from memberships o where o.member_id = t.member_id and o.centre_id <> t.centre_id))
        returning t.member_id into redeemed;
        if redeemed is null then
          return null;
        end if;
        if hash is not null then
          update members set password_hash = hash, password_set_at = moment where id = redeemed;
          delete from sessions where member_id = redeemed;
        end if;
        update members set signed_in_at = moment where id = redeemed;
        update memberships set accepted_at = moment
        where centre_id = nullif(current_setting('app.centre_id', true), '')::uuid and member_id = redeemed and accepted_at is null;
        return redeemed;
      end $$;

      revoke all on function invite_member(uuid, text, text, text, text, uuid, timestamptz),
        redeem_member_token(bytea, text, text, timestamptz) from public;
      grant execute on function invite_member(uuid, text, text, text, text, uuid, timestamptz),
        redeem_member_token(bytea, text, text, timestamptz) to krajan_app;
    `)
    .execute(db)
  await door(db, 'viewer_of_session(bytea, timestamptz)')
  await door(db, 'centre_of_member_token(bytea)')
  await door(db, 'centre_of_member(text)')
  await door(db, 'belongs_elsewhere(uuid)')
}
