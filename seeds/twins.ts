import { sql } from 'kysely'
import type { Trx } from '../src/db/connection.ts'
import { suggest } from '../src/duplicates/suggest.ts'
import { after } from '../src/lib/time.ts'
import { namedNatives } from './data/named-people.ts'
import { createDice, type Dice } from './dice.ts'
import { officeMoment } from './moments.ts'

type Place = { trx: Trx; dice: Dice; now: Date; centreId: string; memberId: string }

type Original = Awaited<ReturnType<typeof originals>>[number]
type Twin = {
  given_name: string
  family_name: string
  field: string
  email: string
  phone: string
  residence?: string
  residence_region?: string
}

/** How the same three people were written down once more: surely the same, probably, perhaps. */
const twinsOf: readonly ((original: Original) => Twin)[] = [
  ({ given_name, family_name, field, email, phone }) => ({
    ...{ given_name, family_name, field, phone },
    email: email.replace(/@.*$/, '@schranka.example.com'),
  }),
  ({ given_name, family_name }) => ({
    ...{ given_name, family_name, field: '', phone: '' },
    email: 'domu@example.com',
  }),
  ({ given_name, family_name }) => ({
    ...{ given_name, family_name, field: '', phone: '', residence: 'Brno', residence_region: 'CZ064' },
    email: 'zpatky.do.kraje@example.com',
  }),
]

/** People whom two colleagues wrote down, each in their own way, and who wait to be recognised. */
export const writeTwins = async (trx: Trx, now: Date) => {
  const { id: centreId } = await trx
    .selectFrom('centres')
    .where('slug', '=', 'karlovarsky')
    .select('id')
    .executeTakeFirstOrThrow()
  const { id: memberId } = await trx
    .selectFrom('members')
    .where('email', '=', 'admin@karlovarsky.example.org')
    .select('id')
    .executeTakeFirstOrThrow()
  const place = { trx, dice: createDice(20_261_122), now, centreId, memberId }
  const ids: string[] = []
  for (const [index, original] of (await originals(place)).entries()) {
    const twin = twinsOf[index]?.(original)
    if (twin) ids.push(await writeDown(place, original, twin, 12 - 3 * index))
  }
  await suggest({ db: trx, centreId, now }, ids)
}

/** People of names nobody else bears, with an address and a number. */
const originals = async ({ trx, centreId }: Pick<Place, 'trx' | 'centreId'>) => {
  const { rows } = await sql<{
    given_name: string
    family_name: string
    field: string
    residence: string
    residence_region: string
    residence_country: string
    municipality_origin: string
    email: string
    phone: string
  }>`
    select c.given_name, c.family_name, c.field, c.residence, c.residence_region, c.residence_country, c.municipality_origin,
      e.value as email, p.value as phone
    from contacts c join contact_points e on e.contact_id = c.id and e.kind = 'email'
      join contact_points p on p.contact_id = c.id and p.kind = 'phone'
    where c.centre_id = ${centreId} and c.source = 'staff' and c.birth_name = '' and c.municipality_origin <> ''
      and not exists (select from contacts o where o.centre_id = c.centre_id and o.id <> c.id
        and left(o.family_name, 4) = left(c.family_name, 4) and left(o.given_name, 3) = left(c.given_name, 3))
      and c.family_name <> all(${namedNatives.map(({ family_name }) => family_name)}::text[])
    order by c.id limit ${twinsOf.length}`.execute(trx)
  return rows
}

const writeDown = async (place: Place, original: Original, twin: Twin, daysAgo: number): Promise<string> => {
  const { trx, dice, centreId: centre_id, memberId: member_id } = place
  const at = officeMoment(place, daysAgo)
  const { residence, residence_region, residence_country, municipality_origin } = original
  const { email, phone, ...facts } = twin
  const [id, enrolment_id] = [dice.id(at), dice.id(at)]
  const made = { centre_id, contact_id: id, created_at: at }
  await trx
    .insertInto('contacts')
    .values({
      ...{ centre_id, id, residence, residence_region, residence_country, municipality_origin, ...facts },
      ...{ source: 'staff', owner_id: member_id, created_at: at, updated_at: at },
    })
    .execute()
  const points = [
    { kind: 'email' as const, value: email },
    ...(phone ? [{ kind: 'phone' as const, value: phone }] : []),
  ]
  await trx
    .insertInto('contact_points')
    .values(points.map((point) => ({ ...made, ...point, id: dice.id(at), value_norm: point.value.toLowerCase() })))
    .execute()
  await trx
    .insertInto('enrolments')
    .values({ ...made, id: enrolment_id, track: 'return', stage: 'known', stage_since: at })
    .execute()
  await trx
    .insertInto('stage_changes')
    .values({ ...{ centre_id, id: dice.id(at), enrolment_id, at, member_id }, from_stage: null, to_stage: 'known' })
    .execute()
  const told = { ...made, member_id, occurred_at: at }
  await trx
    .insertInto('activities')
    .values([
      { ...told, id: dice.id(at), kind: 'created', particulars: { source: 'staff' } },
      { ...told, id: dice.id(at), kind: 'enrolled', particulars: { track: 'return', stage: 'known' } },
    ])
    .execute()
  const audited = { centre_id, member_id, at: after(at, {}), fields: [] }
  await trx
    .insertInto('audit_entries')
    .values({ ...audited, id: dice.id(at), action: 'contact.created', subject_type: 'contact', subject_id: id })
    .execute()
  return id
}
