import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { randomId } from '../../src/lib/ids.ts'
import { plantFacts } from '../contacts/planted-facts.ts'
import { setScene } from '../referrals/scene.ts'
import { aContact, aMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'
import { aTask } from '../tasks/list.ts'
import { aBulkChange } from '../web/planted-bulk.ts'
import { anImport } from '../web/planted-import.ts'
import { aMerge } from '../web/planted-merge.ts'
import { aNewcomer } from '../web/planted-newcomer.ts'
import { ownLinks } from './own-links.ts'

const database = testDatabase()
const { ownerDb } = database
const { linkOf } = ownLinks(database)

describe('the export', () => {
  /** Personal columns that are told in no row of the export, each for a reason. */
  const reasoned: Record<string, string> = {
    'contacts.search': 'made of the names, for searching',
    'contact_points.value_norm': 'the value again, for comparing',
    'registrations.email_norm': 'the e-mail again, for comparing',
    'newcomers.email_norm': 'the e-mail again, for comparing',
    'newcomers.token_hash': 'a key, and only its hash',
    'registration_tokens.token_hash': 'a key, and only its hash',
    'referral_tokens.token_hash': 'the partner’s key, and only its hash',
    'personal_tokens.token_hash': 'the key to this very page, and only its hash',
    'mails.address_hash': 'made of the address',
    'suppressions.address_hash': 'made of an address, and kept so that nothing is sent to it',
    'survey_drafts.answers': 'answered without a name: nothing leads to a person',
    'partners.name': 'about a partner',
    'partners.person': 'about a partner',
    'partners.email': 'about a partner',
    'partners.phone': 'about a partner',
    'partners.note': 'about a partner',
    'partners.search': 'about a partner',
    'bulk_changes.query': 'what a colleague looked for',
    'saved_views.query': 'what a colleague looks for',
    'duplicate_pairs.compared': 'a hash of two records, for seeing that they changed',
    'imports.name': 'told with the row of the list',
    'imports.source_note': 'told with the row of the list',
    'imports.header': 'of a list of many people; their own row is told',
    'imports.reading': 'of a list of many people; their own row is told',
    'imports.top': 'of a list of many people; their own row is told',
    'imports.sample': 'of a list of many people; their own row is told',
    'imports.unknown_words': 'of a list of many people; their own row is told',
    'imports.meanings': 'of a list of many people; their own row is told',
    'import_pieces.content': 'of a list of many people; their own row is told',
    'import_mappings.meanings': 'how the words of lists are read, whoever stands on them',
    'import_rows.fingerprint': 'a hash of the row, for comparing',
    'import_rows.email': 'the e-mail again, for comparing',
    'import_rows.twin': 'the name again, for comparing',
    'members.email': 'about a colleague',
    'members.name': 'about a colleague',
    'members.password_hash': 'about a colleague',
    'memberships.invited_name': 'about a colleague',
    'member_tokens.token_hash': 'a colleague’s key, and only its hash',
  }

  test('has every column that says something about the person, or a reason why not', async () => {
    const scene = await setScene(database)
    const { centre, contact } = scene
    const at = new Date()
    await scene.refer(['name'])
    await scene.app.post(`${await scene.linkOf()}/decline`, { reason: 'other', answer: 'Ne.' })
    await ownerDb
      .insertInto('hand_overs')
      .values({
        centre_id: centre.id,
        id: randomId(),
        from_centre_id: randomId(),
        from_centre: 'Jinde',
        from_referral_id: randomId(),
        need: 'x',
        shared: { name: 'x' },
        state: 'accepted',
        contact_id: contact.id,
        decide_by: '2030-01-01',
        created_at: at,
      })
      .execute()
    const household = randomId()
    await ownerDb.insertInto('households').values({ centre_id: centre.id, id: household, created_at: at }).execute()
    await ownerDb
      .insertInto('household_members')
      .values({ centre_id: centre.id, household_id: household, contact_id: contact.id, role: 'head' })
      .execute()
    await sql`insert into stage_changes (centre_id, id, enrolment_id, from_stage, to_stage, at) select centre_id, id, id, 'known', 'considering', ${at} from enrolments where contact_id = ${contact.id}`.execute(
      ownerDb,
    )
    const event = randomId()
    await ownerDb
      .insertInto('events')
      .values({
        centre_id: centre.id,
        id: event,
        slug: `e-${event}`,
        status: 'published',
        starts_at: at,
        ends_at: new Date(at.getTime() + 1000),
        venue: 'x',
        town: 'x',
        created_at: at,
        updated_at: at,
      })
      .execute()
    await ownerDb.insertInto('event_places').values({ centre_id: centre.id, event_id: event, capacity: 10 }).execute()
    const registration = randomId()
    await ownerDb
      .insertInto('registrations')
      .values({
        centre_id: centre.id,
        id: registration,
        event_id: event,
        contact_id: contact.id,
        name: 'x',
        email: 'x@example.org',
        email_norm: 'x@example.org',
        party_size: 1,
        lang: 'cs',
        state: 'confirmed',
        state_since: at,
        idempotency_key: randomId(),
        created_at: at,
      })
      .execute()
    await ownerDb
      .insertInto('registration_changes')
      .values({
        centre_id: centre.id,
        id: registration,
        registration_id: registration,
        from_state: null,
        to_state: 'confirmed',
        at,
        actor: 'staff',
      })
      .execute()

    const member = await aMember(ownerDb, [centre])
    await aTask(ownerDb, { centre, member }, { contact_id: contact.id })
    await plantFacts(ownerDb, centre, contact.id)
    const of = { centre_id: centre.id, contact_id: contact.id, member_id: member.id, word: 'x' }
    await aBulkChange(ownerDb, of)
    await anImport(ownerDb, of)
    await aMerge(ownerDb, of)
    await aNewcomer(ownerDb, of)

    const response = await scene.app.get(`${await linkOf(scene)}/export`)
    expect([
      response.headers.get('content-type'),
      response.headers.get('content-disposition'),
      response.headers.get('cache-control'),
    ]).toEqual(['application/json; charset=utf-8', `attachment; filename="${centre.slug}-my-data.json"`, 'no-store'])
    const told = (await response.json()) as Record<string, Record<string, unknown>[]>
    const { rows } = await sql<{ name: string; table: string; column: string }>`
      select c.relname || '.' || a.attname as name, c.relname as table, a.attname as column from pg_class c
      join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and col_description(c.oid, a.attnum) = 'personal' order by 1`.execute(ownerDb)
    expect(rows.length).toBeGreaterThan(40)
    const missing = rows.filter(({ name, table, column }) => !(column in (told[table]?.[0] ?? {})) && !reasoned[name])
    expect(missing.map(({ name }) => name)).toEqual([])
    const unneeded = Object.keys(reasoned).filter(
      (name) => !rows.some((row) => row.name === name && !(row.column in (told[row.table]?.[0] ?? {}))),
    )
    expect(unneeded).toEqual([])
  })

  test('has nothing of another person and no key to anything', async () => {
    const scene = await setScene(database)
    await scene.refer(['name'])
    await aContact(ownerDb, scene.centre, {
      given_name: 'Cizí',
      family_name: 'Člověk',
      email: `cizi-${randomId()}@example.org`,
    })
    await linkOf(scene)
    const link = await linkOf(scene)
    const text = await (await scene.app.get(`${link}/export`)).text()
    expect([
      /Cizí|cizi-/.test(text),
      /\/(?:r|p|me)\/[\w-]{43}/.test(text),
      text.includes('Dvořáková'),
      text.includes('own_data_link'),
    ]).toEqual([false, false, true, true])
  })
})
