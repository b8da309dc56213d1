import { sql } from 'kysely'
import type { Db } from '../../src/db/connection.ts'
import { references } from '../../src/duplicates/merge/references.ts'
import { newId } from '../../src/lib/ids.ts'
import { aMember, type TestCentre } from '../support/cast.ts'

/** Everything a centre keeps of these people: the rows of every table that refers to them, and their own. */
export const wholeOf = async (db: Db, ids: readonly string[]): Promise<Record<string, unknown[]>> => {
  const whole: Record<string, unknown[]> = { contacts: await rowsOf(db, 'contacts', 'id', ids) }
  for (const reference of Object.keys(references)) {
    const [table = '', column = ''] = reference.split('.')
    if (notTheirs.includes(table) || column === 'household_id' || column === 'consent_id') continue
    const rows = table === 'stage_changes' ? await historyOf(db, ids) : await rowsOf(db, table, column, ids)
    whole[reference] = rows
  }
  return whole
}

/** Made by triggers, or telling of what was. */
const notTheirs = ['contact_keys', 'contacts_to_match', 'contact_removals']

const rowsOf = async (db: Db, table: string, column: string, ids: readonly string[]): Promise<unknown[]> => {
  const { rows } = await sql<{ row: unknown }>`select to_jsonb(t) as row from ${sql.table(table)} t
    where ${sql.ref(`t.${column}`)} = any(${[...ids]}::uuid[]) order by to_jsonb(t)::text`.execute(db)
  return rows.map(({ row }) => row)
}

const historyOf = async (db: Db, ids: readonly string[]): Promise<unknown[]> => {
  const { rows } = await sql<{ row: unknown }>`select to_jsonb(s) as row from stage_changes s
    join enrolments e on e.centre_id = s.centre_id and e.id = s.enrolment_id
    where e.contact_id = any(${[...ids]}::uuid[]) order by to_jsonb(s)::text`.execute(db)
  return rows.map(({ row }) => row)
}

export const countRows = (whole: Record<string, unknown[]>): number =>
  Object.values(whole).reduce((sum, rows) => sum + rows.length, 0)

type Facts = Partial<
  Record<
    'given_name' | 'family_name' | 'birth_name' | 'born' | 'residence' | 'field' | 'next_step' | 'next_step_on',
    string
  >
>
type More = {
  email?: string
  phone?: string
  facts?: Facts
  stage?: string
  lang?: string
  updated?: Date
  many?: number
}

/** A contact with rows in every table that can refer to one. */
export const aWholeContact = async (db: Db, centre: TestCentre, more: More = {}): Promise<string> => {
  const [id, enrolment, consent, household, now] = [newId(), newId(), newId(), newId(), more.updated ?? new Date()]
  const { id: centre_id } = centre
  const { id: member } = await aMember(db, [centre])
  const base = { centre_id, contact_id: id }
  const email = more.email ?? `${id}@example.org`
  await db
    .insertInto('contacts')
    .values({
      centre_id,
      id,
      given_name: 'Jana',
      family_name: 'Dvořáková',
      tags: [`tag ${id}`],
      source: 'staff',
      created_at: now,
      updated_at: now,
      ...more.facts,
    })
    .execute()
  await db
    .insertInto('contact_points')
    .values([
      { ...base, id: newId(), kind: 'email', value: email, value_norm: email, created_at: now },
      {
        ...base,
        id: newId(),
        kind: 'phone',
        value: more.phone ?? '777 123 456',
        value_norm: more.phone ?? '+420777123456',
        created_at: now,
      },
    ])
    .execute()
  await db
    .insertInto('contact_addresses')
    .values({ ...base, id: newId(), kind: 'home', town: 'Sokolov', created_at: now })
    .execute()
  await db
    .insertInto('contact_statuses')
    .values({ ...base, id: newId(), kind: 'citizenship', value: 'CZ', created_at: now })
    .execute()
  await db
    .insertInto('contact_languages')
    .values([
      { ...base, lang: 'en', level: more.lang === 'C1' ? 'C1' : 'B1' },
      { ...base, lang: more.lang === 'C1' ? 'de' : 'fr', level: 'A2' },
    ])
    .execute()
  await db
    .insertInto('contact_motives')
    .values({ ...base, kind: 'trigger', code: 'homesick', noted_at: now })
    .execute()
  await db
    .insertInto('affiliations')
    .values({ ...base, id: newId(), organisation: `Firma ${id}`, created_at: now })
    .execute()
  await db
    .insertInto('obligations')
    .values({ ...base, id: newId(), kind: 'stipend', years_owed: '2', start_by: '2027-09-01', created_at: now })
    .execute()
  await db
    .insertInto('activities')
    .values(
      Array.from({ length: more.many ?? 2 }, (_, nth) => ({
        ...base,
        id: newId(),
        kind: 'note',
        body: `Zápis ${nth}`,
        occurred_at: now,
        created_at: now,
      })),
    )
    .execute()
  await db
    .insertInto('consents')
    .values({
      ...base,
      id: consent,
      purpose: 'newsletter',
      state: 'granted',
      wording: 'Ano',
      lang: 'cs',
      source: 'test',
      granted_at: now,
    })
    .execute()
  await db.insertInto('households').values({ centre_id, id: household, created_at: now }).execute()
  await db
    .insertInto('household_members')
    .values({ ...base, household_id: household, role: 'head' })
    .execute()
  await db
    .insertInto('personal_tokens')
    .values({
      ...base,
      token_hash: Buffer.from(id.replaceAll('-', '').repeat(2), 'hex'),
      expires_at: new Date(now.getTime() + 86_400_000),
    })
    .execute()
  await db
    .insertInto('enrolments')
    .values({
      ...base,
      id: enrolment,
      track: 'return',
      stage: more.stage ?? 'considering',
      stage_since: now,
      created_at: now,
    })
    .execute()
  await db
    .insertInto('stage_changes')
    .values({ centre_id, id: newId(), enrolment_id: enrolment, to_stage: more.stage ?? 'considering', at: now })
    .execute()
  await db
    .insertInto('tasks')
    .values({ ...base, id: newId(), assignee_id: member, title: 'Zavolat', due_on: '2027-01-01', created_at: now })
    .execute()
  await db
    .insertInto('hand_overs')
    .values({
      ...base,
      id: newId(),
      from_centre_id: newId(),
      from_centre: 'Jinde',
      from_referral_id: newId(),
      need: 'byt',
      shared: {},
      state: 'accepted',
      decide_by: '2027-01-01',
      created_at: now,
    })
    .execute()
  await db
    .insertInto('referrals')
    .values({
      ...base,
      id: newId(),
      to_centre_id: newId(),
      recipient: 'Jinde',
      need: 'byt',
      fields: [],
      shared: {},
      consent_id: consent,
      state: 'sent',
      state_since: now,
      decide_by: '2027-01-01',
      created_at: now,
    })
    .execute()
  await sql`insert into mails (centre_id, id, dedupe_key, class, kind, contact_id, to_address, address_hash, lang, subject, html, body, state, not_before, created_at)
    values (${centre_id}, ${newId()}, ${newId()}, 'transactional', 'test', ${id}, ${email}, sha256(${email}::bytea), 'cs', 'Předmět', '<p>Text</p>', 'Text', 'kept', ${now}, ${now})`.execute(
    db,
  )
  return id
}
