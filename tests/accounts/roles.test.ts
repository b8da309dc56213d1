import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Trx } from '../../src/db/connection.ts'
import { newId } from '../../src/lib/ids.ts'
import { newToken, sha256 } from '../../src/lib/tokens.ts'
import { aCentre, aMember, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

/** What the database itself lets the server do, asked in SQL as the server's role. */
const { appDb, ownerDb } = testDatabase()

let ours: TestCentre
let theirs: TestCentre
let me: TestMember
let colleague: TestMember
let stranger: TestMember

beforeAll(async () => {
  ours = await aCentre(ownerDb)
  theirs = await aCentre(ownerDb)
  me = await aMember(ownerDb, [ours], 'admin')
  colleague = await aMember(ownerDb, [ours], 'coordinator')
  stranger = await aMember(ownerDb, [theirs], 'coordinator')
})

/** Runs as the app, in our centre and as me; what it did is committed, what was refused is its code. */
const asApp = async (work: (trx: Trx) => Promise<unknown>, { centre = ours.id, member = me.id } = {}) =>
  appDb
    .transaction()
    .execute(async (trx) => {
      await sql`select set_config('app.centre_id', ${centre}, true), set_config('app.member_id', ${member}, true)`.execute(
        trx,
      )
      return work(trx)
    })
    .catch((error: { code?: string }) => error.code)

const refused = '42501'
const run = (text: string) => (trx: Trx) =>
  sql
    .raw(text)
    .execute(trx)
    .then(({ numAffectedRows }) => Number(numAffectedRows))
const membersNow = () => ownerDb.selectFrom('members').selectAll().orderBy('id').execute()
const membershipsNow = () => ownerDb.selectFrom('memberships').selectAll().orderBy('member_id').execute()

describe('the server’s role', () => {
  test.each(['password_hash', 'name', 'lang', 'shortcuts', 'password_set_at', 'signed_in_at'])(
    'cannot write %s of a colleague it sees, nor of a stranger, and writes its member’s own',
    async (column) => {
      const before = await membersNow()
      const value =
        { shortcuts: 'false', lang: `'en'`, password_set_at: 'now()', signed_in_at: 'now()' }[column] ?? `'x'`
      const update = (id: string) => run(`update members set ${column} = ${value} where id = '${id}'`)
      expect(await asApp(update(colleague.id))).toBe(refused)
      expect(await asApp(update(stranger.id))).toBe(0)
      expect(await asApp(run(`update members set ${column} = ${value}`))).toBe(refused)
      expect(await membersNow()).toEqual(before)
      expect(await asApp(update(me.id))).toBe(1)
      expect(await asApp(update(me.id), { member: '' })).toBe(refused)
    },
  )

  test.each([
    ['address', `update members set email = 'x@example.org'`],
    ['access everywhere', 'update members set disabled_at = null'],
    ['id', `update members set id = gen_random_uuid()`],
    ['account, made', `insert into members (id, email, name) values (gen_random_uuid(), 'x@example.org', 'X')`],
    ['account, gone', 'delete from members'],
    [
      'membership, made',
      `insert into memberships (centre_id, member_id, role) select centre_id, member_id, 'admin' from memberships`,
    ],
    ['membership, gone', 'delete from memberships'],
    ['membership, accepted', 'update memberships set accepted_at = now()'],
    ['membership, given away', `update memberships set member_id = gen_random_uuid()`],
    ['membership, moved', `update memberships set centre_id = gen_random_uuid()`],
    ['link, made good again', 'update member_tokens set used_at = null'],
  ])('cannot write any %s', async (_what, text) => {
    const before = [await membersNow(), await membershipsNow()]
    expect(await asApp(run(text))).toBe(refused)
    expect([await membersNow(), await membershipsNow()]).toEqual(before)
  })

  test('changes roles in the opened centre alone', async () => {
    expect(await asApp(run(`update memberships set role = 'reader' where member_id = '${stranger.id}'`))).toBe(0)
    expect(await asApp(run(`update memberships set role = 'reader' where member_id = '${colleague.id}'`))).toBe(1)
    expect(await asApp(run(`update memberships set role = 'admin'`), { centre: '' })).toBe(0)
  })

  test('cannot make a link into another centre, nor for somebody who does not work here', async () => {
    const link = (centre: string, member: string) =>
      run(`insert into member_tokens (centre_id, token_hash, member_id, purpose, shown, created_at, expires_at)
        values ('${centre}', decode(md5(random()::text), 'hex'), '${member}', 'reset', false, now(), now() + interval '1 day')`)
    expect(await asApp(link(theirs.id, stranger.id))).toBe(refused)
    expect(await asApp(link(ours.id, stranger.id))).toBe('23503')
    expect(await asApp(link(ours.id, colleague.id))).toBe(1)
  })

  test('redeems a link in the centre it was made in and nowhere else, and never sets a password without one', async () => {
    const token_hash = sha256(newToken())
    const now = new Date()
    const token = { member_id: stranger.id, purpose: 'reset' as const, shown: false, created_at: now }
    await ownerDb
      .insertInto('member_tokens')
      .values({ centre_id: theirs.id, token_hash, ...token, expires_at: new Date(now.getTime() + 60_000) })
      .execute()
    const before = await membersNow()
    const redeem =
      (hash: Buffer, reason = 'reset', chosen: string | null = 'hash') =>
      (trx: Trx) =>
        sql<{ id: string | null }>`select redeem_member_token(${hash}, ${reason}, ${chosen}::text, null, now()) as id`
          .execute(trx)
          .then(({ rows }) => rows[0]?.id)
    expect(await asApp(redeem(token_hash))).toBe(null)
    expect(await asApp(redeem(token_hash), { centre: '' })).toBe(null)
    expect(await asApp(redeem(sha256(newToken())), { centre: theirs.id })).toBe(null)
    expect(await asApp(redeem(token_hash, 'invitation'), { centre: theirs.id })).toBe(null)
    expect(await asApp(redeem(token_hash, 'reset', null), { centre: theirs.id })).toBe(null)
    expect(await membersNow()).toEqual(before)
    expect(await asApp(redeem(token_hash), { centre: theirs.id })).toBe(stranger.id)
    expect(await asApp(redeem(token_hash), { centre: theirs.id })).toBe(null)
  })

  test('invites into the opened centre alone, and where none is open nobody', async () => {
    const invite = (email: string) => (trx: Trx) =>
      sql<{ id: string | null }>`select invite_member(${newId()}, ${email}, 'X', 'cs', 'admin', null, now()) as id`
        .execute(trx)
        .then(({ rows }) => rows[0]?.id)
    expect(await asApp(invite('nikde@example.org'), { centre: '' })).toBe('23502')
    expect(await asApp(invite(colleague.email))).toBe(null)
    const id = await asApp(invite('nova@example.org'))
    const made = (await membershipsNow()).filter(({ member_id }) => member_id === id)
    expect(made.map(({ centre_id, role, accepted_at }) => [centre_id, role, accepted_at])).toEqual([
      [ours.id, 'admin', null],
    ])
  })

  test('learns of a colleague whether there is another centre, of strangers nothing', async () => {
    const both = await aMember(ownerDb, [ours, theirs])
    const ask = (id: string) => (trx: Trx) =>
      sql<{ said: boolean }>`select belongs_elsewhere(${id}) as said`.execute(trx).then(({ rows }) => rows[0]?.said)
    expect([await asApp(ask(both.id)), await asApp(ask(colleague.id)), await asApp(ask(stranger.id))]).toEqual([
      true,
      false,
      false,
    ])
    expect(await asApp(ask(both.id), { centre: '' })).toBe(false)
  })
})
