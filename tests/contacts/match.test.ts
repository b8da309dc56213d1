import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { match, matchAll } from '../../src/contacts/match.ts'
import { familySound, folded } from '../../src/contacts/matching/names.ts'
import { add } from '../../src/contacts/person.ts'
import { NewContactForm } from '../../src/contacts/person-forms.ts'
import { inCentre, type Scope } from '../../src/db/scope.ts'
import { addressHash } from '../../src/mail/ledger.ts'
import { testSettings } from '../support/app.ts'
import { aCentre, aContact, aMember, type TestCentre, type TestMember } from '../support/cast.ts'
import { testDatabase } from '../support/database.ts'

const { ownerDb, appDb } = testDatabase()
let member: TestMember
let centre: TestCentre

beforeAll(async () => {
  centre = await aCentre(ownerDb)
  member = await aMember(ownerDb, [centre])
})

const inside = async <Result>({ id }: TestCentre, work: (scope: Scope) => Promise<Result>): Promise<Result> => {
  const result = await inCentre(appDb, { centreId: id }, { settings: testSettings }, work)
  if (result === undefined) throw new Error('no centre')
  return result
}

describe('one person', () => {
  test('with another address is shown with the reasons, and added when it is somebody else', async () => {
    await aContact(ownerDb, centre, { given_name: 'Kateřina', family_name: 'Bezdíčková', phone: '+420602111222' })
    const form = NewContactForm.parse({
      given_name: 'Katka',
      family_name: 'Bezdickova',
      phone: '602 111 222',
      email: 'k@example.org',
    })
    const asked = await inside(centre, (scope) => add(scope, member.id, form, undefined))
    expect(asked).toMatchObject({ kind: 'likely', candidates: [{ contact: { family_name: 'Bezdíčková' } }] })
    const reasons =
      asked.kind === 'likely' ? asked.candidates[0]?.reasons.map(({ field, level }) => `${field} ${level}`) : []
    expect(reasons).toEqual(expect.arrayContaining(['family same', 'given short', 'phone same']))
    const sure = { ...form, someone_else: 'on' as const }
    expect(await inside(centre, (scope) => add(scope, member.id, sure, undefined))).toMatchObject({ kind: 'added' })
  })

  test('who asked not to be written to is told of, whoever has the address', async () => {
    await sql`insert into suppressions (centre_id, address_hash, reason, at)
      values (${centre.id}, ${addressHash('ticho@example.org')}, 'asked', now())`.execute(ownerDb)
    const met = await inside(centre, (scope) =>
      matchAll(scope, [
        { given_name: 'Ema', family_name: 'Tichá', emails: ['TICHO@example.org'] },
        { given_name: 'Ema', family_name: 'Hlasitá', emails: ['hlas@example.org'] },
      ]),
    )
    expect(met.map(({ suppressed }) => suppressed)).toEqual([['ticho@example.org'], []])
  })

  test('nobody of another centre is found', async () => {
    const elsewhere = await aCentre(ownerDb)
    await aContact(ownerDb, elsewhere, {
      given_name: 'Otto',
      family_name: 'Jinde',
      email: 'otto@example.org',
      phone: '+420602999888',
    })
    const who = { given_name: 'Otto', family_name: 'Jinde', emails: ['otto@example.org'], phones: ['+420602999888'] }
    expect(await inside(centre, (scope) => match(scope, who))).toMatchObject({ kind: 'unknown' })
  })

  test('is found by the other spelling, the other alphabet, the pet name and the name before', async () => {
    await aContact(ownerDb, centre, {
      given_name: 'Юлія',
      family_name: 'Шевченко',
      phone: '+420602333444',
      municipality_origin: 'Cheb',
    })
    const phones = ['+420602333444']
    const kinds = await inside(centre, (scope) =>
      matchAll(scope, [
        { given_name: 'Yuliia', family_name: 'Shevchenko', phones },
        { given_name: 'Julija', family_name: 'Ševčenko', phones },
        { given_name: 'Ševčenko', family_name: 'Julija', phones },
        { given_name: 'Petr', family_name: 'Shevchenko' },
      ]),
    )
    expect(kinds.map(({ kind }) => kind)).toEqual(['likely', 'likely', 'likely', 'unknown'])
  })
})

test('names are folded in the app as they are in the database', async () => {
  const names = [
    'Dvořáková',
    'NOVOTNÁ',
    'Ševčenko',
    'Шевченко',
    'Хмельницька',
    'Щербак',
    'Згурська',
    'Łukasz',
    'Strauß',
    'Kovaľ',
    'Ďuriš',
    'Müller',
    'O’Connor',
  ]
  const { rows } = await sql<{
    folded: string
    sound: string
  }>`select fold(n) as folded, name_sound(masculine(fold(n))) as sound
    from unnest(${names}::text[]) with ordinality t (n, nth) order by nth`.execute(ownerDb)
  expect(names.map((name) => ({ folded: folded(name), sound: familySound(name) }))).toEqual(rows)
})
