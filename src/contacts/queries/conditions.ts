import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { FilterName } from '../../lib/contact-query.ts'
import { type LanguageLevel, languageLevels } from '../../lib/words.ts'
import type { ContactFilter } from './filter.ts'
import { attendance, contactPoints, referrals, relations } from './ties.ts'

export type Condition = RawBuilder<SqlBool> | undefined
type Asked = ContactFilter & { centreId: string }

/** Each filter as SQL about the contact `c` and the enrolment `e`; filters that were not set ask for nothing. */
export const conditionsOf = (centreId: string, filter: ContactFilter): RawBuilder<SqlBool>[] => {
  const asked = { ...filter, centreId }
  return Object.values(conditions).flatMap((condition) => condition(asked) ?? [])
}

const texts = (values: readonly string[]) => sql`${values}::text[]`
const anyOf = (column: RawBuilder<unknown>, values: readonly string[] | undefined): Condition =>
  values?.length ? sql<SqlBool>`${column} = any(${texts(values)})` : undefined
const those = (ids: RawBuilder<unknown>) => sql<SqlBool>`c.id in (${ids})`
const when = (given: unknown, condition: () => RawBuilder<SqlBool>): Condition => (given ? condition() : undefined)
const czech = sql.raw('collate "cs-x-icu"')
/** Today by the calendar on the wall; a list that knows no day asks the database for it. */
const today = ({ today }: Asked) => (today ? sql`${today}::date` : sql`current_date`)
const midnight = (day: string, later = 0) =>
  sql`(((${day}::date + ${later}::int)::timestamp) at time zone 'Europe/Prague')`

const soonest: Record<string, string[]> = {
  within_12_months: ['within_6_months', 'within_12_months'],
  within_3_years: ['within_6_months', 'within_12_months', 'within_3_years'],
}

const ownedBy = ({ owner, me }: Asked): Condition => {
  if (!owner?.length) return undefined
  const ids = owner.flatMap((who) => (who === 'me' ? (me ?? []) : who === 'nobody' ? [] : who))
  return owner.includes('nobody')
    ? sql<SqlBool>`(c.owner_id is null or c.owner_id = any(${ids}::uuid[]))`
    : sql<SqlBool>`c.owner_id = any(${ids}::uuid[])`
}

/** In one of the regions or in one of the countries, or nobody knows where: of a country abroad no region is known. */
const livesIn = ({ region, country }: Asked): Condition => {
  const places = [anyOf(sql`c.residence_region`, region), anyOf(sql`c.residence_country`, country)]
  if (region?.includes('none')) places.push(sql<SqlBool>`(c.residence_region = '' and c.residence_country = '')`)
  const either = places.flatMap((place) => place ?? [])
  return either.length > 0 ? sql<SqlBool>`(${sql.join(either, sql` or `)})` : undefined
}

const nextStep = (asked: Asked): Condition => {
  const { next, centreId } = asked
  if (next === 'none') return sql<SqlBool>`c.next_step_on is null`
  if (next === 'planned') return sql<SqlBool>`c.next_step_on is not null`
  if (next === 'overdue') return sql<SqlBool>`c.next_step_on < ${today(asked)}`
  if (next === 'week') return sql<SqlBool>`c.next_step_on between ${today(asked)} and ${today(asked)} + 6`
  if (next !== 'without') return undefined
  return sql<SqlBool>`(c.next_step_on is null and ${inCategory(centreId, ['open', 'active'])} and not exists (
    select from tasks k where k.centre_id = ${centreId} and k.contact_id = c.id and k.state = 'open'))`
}

const inCategory = (centreId: string, categories: readonly string[]) => sql<SqlBool>`e.stage in (
  select s.code from stages s where s.centre_id = ${centreId} and s.track = e.track and s.category = any(${texts(categories)}))`

const isco = ({ isco }: Asked): Condition =>
  when(isco?.length, () => {
    const groups = (isco ?? []).map((code) => sql`(c.isco >= ${code} and c.isco < ${`${code}:`})`)
    return sql<SqlBool>`(c.isco <> '' and (${sql.join(groups, sql` or `)}))`
  })

const speaks = ({ centreId, speaks, level }: Asked): Condition =>
  when(speaks, () => {
    const enough = languageLevels.slice(level ? languageLevels.indexOf(level as LanguageLevel) : 0)
    return those(sql`select l.contact_id from contact_languages l
      where l.centre_id = ${centreId} and l.lang = ${speaks} and l.level = any(${texts(enough)})`)
  })

const status = (kind: 'citizenship' | 'residence', asked: Asked, values: readonly string[] | undefined): Condition =>
  when(values?.length, () =>
    those(sql`select s.contact_id from contact_statuses s where s.centre_id = ${asked.centreId}
      and s.kind = ${kind} and s.value = any(${texts(values ?? [])}) and (s.valid_to is null or s.valid_to >= ${today(asked)})`),
  )

const motive = (kind: 'trigger' | 'barrier', { centreId }: Asked, codes: readonly string[] | undefined): Condition =>
  when(codes?.length, () =>
    those(sql`select m.contact_id from contact_motives m
      where m.centre_id = ${centreId} and m.kind = ${kind} and m.code = any(${texts(codes ?? [])})`),
  )

const basis = ({ basis }: Asked): Condition =>
  when(basis?.length, () => {
    const named = (basis ?? []).filter((one) => one !== 'none')
    const known = sql<SqlBool>`(c.lawful_basis is not null and c.lawful_basis = any(${texts(named)}))`
    return basis?.includes('none') ? sql<SqlBool>`(c.lawful_basis is null or ${known})` : known
  })

const agreed = ({ centreId, consent }: Asked): Condition =>
  when(consent?.length, () => {
    const live = (purpose: string) =>
      those(sql`select k.contact_id from consents k
        where k.centre_id = ${centreId} and k.purpose = ${purpose} and k.state = 'granted'`)
    const none = sql<SqlBool>`not exists (select from consents k
      where k.centre_id = ${centreId} and k.contact_id = c.id and k.state = 'granted')`
    return sql<SqlBool>`${sql.join(
      (consent ?? []).map((purpose) => (purpose === 'none' ? none : live(purpose))),
      sql` and `,
    )}`
  })

const tagged = ({ tag = [], tag_all = [] }: Asked): Condition =>
  when(tag.length + tag_all.length, () => those(sql`select contacts_tagged(${texts(tag)}, ${texts(tag_all)})`))

const conditions: Partial<Record<FilterName, (asked: Asked) => Condition>> = {
  stage: ({ stage, centreId }) =>
    when(stage?.length, () => sql<SqlBool>`e.centre_id = ${centreId} and e.stage = any(${texts(stage ?? [])})`),
  category: ({ category, centreId }) => when(category?.length, () => inCategory(centreId, category ?? [])),
  parked: ({ parked }) =>
    when(parked, () => (parked === 'yes' ? sql`e.parked_until is not null` : sql`e.parked_until is null`)),
  owner: ownedBy,
  next: nextStep,
  tag: tagged,
  tag_none: ({ tag_none }) => when(tag_none?.length, () => sql`not c.tags && ${texts(tag_none ?? [])}`),
  municipality: ({ municipality }) => anyOf(sql`c.municipality_origin`, municipality),
  town: ({ town }) => anyOf(sql`c.residence ${czech}`, town),
  region: livesIn,
  horizon: ({ horizon }) =>
    when(
      horizon,
      () => sql`c.horizon is not null and c.horizon = any(${texts(soonest[horizon ?? ''] ?? [horizon ?? ''])})`,
    ),
  speaks,
  citizenship: (asked) => status('citizenship', asked, asked.citizenship),
  title: (asked) => status('residence', asked, asked.title),
  field: ({ field }) => when(field?.length, () => sql`c.field <> '' and c.field = any(${texts(field ?? [])})`),
  isco,
  trigger: (asked) => motive('trigger', asked, asked.trigger),
  barrier: (asked) => motive('barrier', asked, asked.barrier),
  attended: (asked) => attendance(asked),
  quiet: (asked) => when(asked.quiet, () => sql`c.touched_on < ${today(asked)} - ${asked.quiet}::int`),
  touched_from: ({ touched_from }) => when(touched_from, () => sql`c.touched_on >= ${touched_from}::date`),
  touched_to: ({ touched_to }) =>
    when(touched_to, () => sql`c.touched_on <= ${touched_to}::date and c.touched_on > '-infinity'`),
  created_from: ({ created_from }) => when(created_from, () => sql`c.created_at >= ${midnight(created_from ?? '')}`),
  created_to: ({ created_to }) => when(created_to, () => sql`c.created_at < ${midnight(created_to ?? '', 1)}`),
  source: ({ source }) => anyOf(sql`c.source`, source),
  basis,
  informed: ({ informed }) =>
    when(informed, () => (informed === 'yes' ? sql`c.informed_at is not null` : sql`c.informed_at is null`)),
  consent: agreed,
  has: ({ centreId, has }) => contactPoints(centreId, has, true),
  lacks: ({ centreId, lacks }) => contactPoints(centreId, lacks, false),
  household: ({ centreId, household }) =>
    when(household, () => {
      const living = sql`exists (select from household_members h where h.centre_id = ${centreId} and h.contact_id = c.id)`
      return household === 'yes' ? sql<SqlBool>`${living}` : sql<SqlBool>`not ${living}`
    }),
  relation: ({ centreId, relation }) => relations(centreId, relation),
  obligation: ({ centreId, obligation }) =>
    when(obligation, () =>
      those(sql`select o.contact_id from obligations o where o.centre_id = ${centreId} and o.state = 'open'`),
    ),
  referred: ({ centreId, referred }) => referrals(centreId, referred),
}
