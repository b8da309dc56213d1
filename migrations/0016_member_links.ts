import { type Kysely, sql } from 'kysely'
import { door } from './tenancy.ts'

/** Only who accepted belongs to a centre; passwords are read through doors, and two links are used one after the other. */
export const up = async (db: Kysely<unknown>) => {
  await sql
    .raw(`
      -- no query of a centre reads a colleague's hash, nor that of somebody it merely invited
      revoke select on members from krajan_app;
      grant select (id, email, name, lang, shortcuts, disabled_at, version, created_at, signed_in_at, password_set_at)
        on members to krajan_app;

      create function own_password_hash() returns text language sql stable security definer
        set search_path = public, pg_temp as $$
          select password_hash from members where id = nullif(current_setting('app.member_id', true), '')::uuid $$;

      -- what is proven behind an invitation, told to who holds it; nothing where a password is chosen instead
      create function proof_of_invitation(wanted bytea) returns table (email text, password_hash text)
        language sql stable security definer set search_path = public, pg_temp as $$
          select m.email, m.password_hash from member_tokens t join members m on m.id = t.member_id
          where t.token_hash = wanted and t.purpose = 'invitation' and t.used_at is null and m.password_hash is not null $$;

      drop function belongs_elsewhere(uuid);
      create function belongs_elsewhere(wanted uuid) returns boolean language sql stable security definer
        set search_path = public, pg_temp as $$
          select exists (select from memberships o
              where o.member_id = wanted and o.centre_id <> here.centre_id and o.accepted_at is not null)
            and exists (select from memberships h where h.member_id = wanted and h.centre_id = here.centre_id)
          from (select nullif(current_setting('app.centre_id', true), '')::uuid as centre_id) here $$;

      -- as before, but counting accepted memberships alone; 'proven' is the hash that a typed password matched
      drop function redeem_member_token(bytea, text, text, timestamptz);
      create function redeem_member_token(wanted bytea, reason text, hash text, proven text, moment timestamptz) returns uuid
        language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        redeemed uuid;
      begin
        -- links of two centres wait for each other here, and the second sees what the first one did
        perform from members where id = (
          select member_id from member_tokens
          where token_hash = wanted and centre_id = nullif(current_setting('app.centre_id', true), '')::uuid)
          for no key update;
        update member_tokens t set used_at = moment
        from members m, memberships ms
        where t.centre_id = nullif(current_setting('app.centre_id', true), '')::uuid
          and t.token_hash = wanted and t.purpose = reason and t.used_at is null and t.expires_at > moment
          and m.id = t.member_id and m.disabled_at is null
          and (m.password_set_at is null or m.password_set_at < t.created_at or hash is null)
          and ms.centre_id = t.centre_id and ms.member_id = t.member_id and ms.disabled_at is null
          and (ms.accepted_at is null) = (reason = 'invitation')
          and case
            when hash is null then reason = 'invitation' and m.password_hash = proven
            else reason <> 'invitation' or m.password_hash is null end
          and (not t.shown or hash is null or not exists (select from memberships o
            where o.member_id = t.member_id and o.centre_id <> t.centre_id and o.accepted_at is not null))
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
      revoke all on function redeem_member_token(bytea, text, text, text, timestamptz) from public;
      grant execute on function redeem_member_token(bytea, text, text, text, timestamptz) to krajan_app;
    `)
    .execute(db)
  await door(db, 'own_password_hash()')
  await door(db, 'proof_of_invitation(bytea)')
  await door(db, 'belongs_elsewhere(uuid)')
}
