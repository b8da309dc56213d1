import { addDays, after, dayOf } from '../src/lib/time.ts'
import type { DeclineReason, ReferralState, SharedField } from '../src/lib/words.ts'
import { addWorkingDays } from '../src/lib/working-days.ts'
import { wordingOf } from '../src/referrals/wording.ts'
import { needs } from './data/partners.ts'
import { officeMoment } from './moments.ts'
import type { Circle, Home } from './partners.ts'

export type Someone = Awaited<ReturnType<typeof peopleOf>>[number]

/** People of a centre with an address, always in the same order. */
export const peopleOf = ({ trx }: Circle, home: Home) =>
  trx
    .selectFrom('contacts as c')
    .innerJoin('contact_points as p', (join) =>
      join.onRef('p.centre_id', '=', 'c.centre_id').onRef('p.contact_id', '=', 'c.id').on('p.kind', '=', 'email'),
    )
    .where('c.centre_id', '=', home.id)
    .where('c.family_name', '<>', '')
    .select(['c.id', 'c.given_name', 'c.family_name', 'c.lang', 'c.residence', 'c.field', 'c.created_at'])
    .select(['c.municipality_origin', 'p.value as email'])
    .orderBy('c.id')
    .execute()

type Course = { state: ReferralState; daysAgo: number; reason?: DeclineReason; answer?: string; late?: true }

/** Every state there is; the first ones still wait. */
const courses: readonly Course[] = [
  { state: 'sent', daysAgo: 2 },
  { state: 'accepted', daysAgo: 20, answer: 'Ozveme se do týdne.' },
  { state: 'declined', daysAgo: 18, reason: 'no_capacity', answer: 'Zkuste to prosím na jaře.' },
  { state: 'sent', daysAgo: 26, late: true },
  { state: 'accepted', daysAgo: 41, answer: 'Jsme domluvení na schůzce.' },
  { state: 'withdrawn', daysAgo: 30 },
  { state: 'recalled', daysAgo: 33 },
  { state: 'expired', daysAgo: 60 },
  { state: 'declined', daysAgo: 52, reason: 'wrong_service' },
  { state: 'accepted', daysAgo: 9 },
  { state: 'declined', daysAgo: 70, reason: 'client_declined' },
  { state: 'sent', daysAgo: 4 },
]

export const referPeople = async (circle: Circle, home: Home) => {
  const { dice, trx } = circle
  const people = dice
    .shuffle(await peopleOf(circle, home))
    .filter(({ created_at }) => created_at < after(circle.now, { days: -75 }))
  const services = await trx
    .selectFrom('services as s')
    .innerJoin('partners as p', (join) =>
      join.onRef('p.centre_id', '=', 's.centre_id').onRef('p.id', '=', 's.partner_id'),
    )
    .where('s.centre_id', '=', home.id)
    .where('p.active', '=', true)
    .select(['s.id', 's.partner_id', 's.name', 'p.name as partner'])
    .orderBy('s.id')
    .execute()
  const some = home.slug === 'karlovarsky' || home.slug === 'ostrava' ? courses : courses.slice(0, 3)
  for (const course of some) {
    const person = people.pop()
    if (!person) return
    const service = dice.pick(services)
    const recipient = `${service.partner}: ${service.name}`
    const to = { recipient, partner_id: service.partner_id, service_id: service.id, to_centre_id: null }
    await refer(circle, home, person, to, course, dice.pick(needs[home.track]))
  }
}

type To = { recipient: string; partner_id: string | null; service_id: string | null; to_centre_id: string | null }

/** One referral from its consent to where it is now, with its lines on the timeline. */
export const refer = async (circle: Circle, home: Home, person: Someone, to: To, course: Course, need: string) => {
  const { trx, dice, now } = circle
  const at = officeMoment(circle, course.daysAgo)
  const decidedAt = after(at, { days: Math.min(3, course.daysAgo - 1), hours: 1 })
  const ended = course.state === 'sent' ? undefined : course.state === 'expired' ? officeMoment(circle, 25) : decidedAt
  const fields: SharedField[] = dice.chance(0.5) ? ['name', 'email', 'residence'] : ['name', 'email']
  const known: Record<string, string> = {
    name: `${person.given_name} ${person.family_name}`,
    email: person.email,
    residence: person.residence,
  }
  const shared = Object.fromEntries(fields.map((field) => [field, known[field] ?? '']))
  const wording = wordingOf(person.lang, { centre: home.name, recipient: to.recipient, fields })
  const [id, consentId] = [dice.id(at), dice.id(at)]
  const isWithdrawn = course.state === 'withdrawn'
  const centre_id = home.id
  await trx
    .insertInto('consents')
    .values({
      ...{ centre_id, id: consentId, contact_id: person.id, purpose: 'referral', wording, lang: person.lang },
      ...{ source: 'referral:in_person', recipient: to.recipient, fields, granted_at: at },
      ...{ state: isWithdrawn ? 'withdrawn' : 'granted', withdrawn_at: isWithdrawn ? (ended ?? null) : null },
    })
    .execute()
  await trx
    .insertInto('referrals')
    .values({
      ...{
        centre_id,
        id,
        contact_id: person.id,
        ...to,
        need,
        fields,
        shared: isWithdrawn ? {} : shared,
        consent_id: consentId,
      },
      ...{ state: course.state, state_since: ended ?? at, reason: course.reason ?? null, answer: course.answer ?? '' },
      decide_by: course.late ? addDays(dayOf(now), -3) : addWorkingDays(dayOf(at), 10),
      ...{ member_id: home.coordinator, created_at: at },
    })
    .execute()
  await tell(circle, home, { id, person, to, course, at, ended, wording, need })
  return { id, shared, at, ended }
}

type Told = {
  id: string
  person: Someone
  to: To
  course: Course
  at: Date
  ended: Date | undefined
  wording: string
  need: string
}

const tell = async (circle: Circle, home: Home, { id, person, to, course, at, ended, wording, need }: Told) => {
  const particulars = { recipient: to.recipient }
  const member_id = home.coordinator
  await record(circle, home, person, {
    kind: 'consent_given',
    at,
    body: wording,
    member_id,
    particulars: { purpose: 'referral' },
  })
  await record(circle, home, person, { kind: 'referral_sent', at, body: need, member_id, particulars })
  await step(circle, home, id, null, 'sent', at, 'staff')
  if (!ended || course.state === 'sent') return
  const { state } = course
  const isAnswer = state === 'accepted' || state === 'declined'
  const who = to.to_centre_id ? 'centre' : 'partner'
  const actor = isAnswer ? who : state === 'withdrawn' ? 'person' : state === 'expired' ? 'clock' : 'staff'
  if (isAnswer) await step(circle, home, id, 'sent', 'opened', ended, who)
  await step(circle, home, id, isAnswer ? 'opened' : 'sent', state, ended, actor)
  const handed = isAnswer && state === 'accepted' && to.to_centre_id !== null
  const kind = handed ? 'handed_over' : isAnswer ? (`referral_${state}` as const) : 'referral_withdrawn'
  await record(circle, home, person, { kind, at: ended, body: course.answer ?? '', member_id: null, particulars })
}

type Line = {
  kind:
    | 'consent_given'
    | 'referral_sent'
    | 'referral_accepted'
    | 'referral_declined'
    | 'referral_withdrawn'
    | 'handed_over'
    | 'taken_over'
    | 'created'
    | 'enrolled'
  at: Date
  body?: string
  member_id: string | null
  particulars: Record<string, string>
}

export const record = async ({ trx, dice }: Circle, home: Home, person: { id: string }, { at, ...line }: Line) => {
  const row = { centre_id: home.id, id: dice.id(at), contact_id: person.id, occurred_at: at, created_at: at }
  await trx
    .insertInto('activities')
    .values({ ...row, ...line })
    .execute()
}

type Actor = 'staff' | 'partner' | 'centre' | 'person' | 'clock'

const step = async (
  { trx, dice }: Circle,
  home: Home,
  referral_id: string,
  from_state: ReferralState | null,
  to_state: ReferralState,
  at: Date,
  actor: Actor,
) => {
  const row = { centre_id: home.id, id: dice.id(at), referral_id, from_state, to_state, at, actor }
  await trx.insertInto('referral_changes').values(row).execute()
}
