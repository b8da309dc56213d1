import type { Trx } from '../src/db/connection.ts'
import type { Topic } from '../src/lib/enquiries.ts'
import { addDays, after, dayOf, momentOf } from '../src/lib/time.ts'
import { sha256 } from '../src/lib/tokens.ts'
import { addWorkingDays } from '../src/lib/working-days.ts'
import { publicMessages, staffMessages } from '../views/messages/index.ts'
import { consentWording } from './data/wordings.ts'
import { createDice, type Dice } from './dice.ts'
import { officeMoment } from './moments.ts'

type Place = { trx: Trx; dice: Dice; now: Date; centre: { id: string; name: string } }
type Asking = { name: string; email: string; phone?: string; topic: Topic; message: string }

const t = publicMessages('cs')

/** Who wrote on the centre's page lately: somebody known, somebody new, one who has yet to prove the address, one for surveys. */
export const writeEnquiries = async (trx: Trx, now: Date) => {
  const centre = await trx
    .selectFrom('centres')
    .where('slug', '=', 'karlovarsky')
    .select(['id', 'name'])
    .executeTakeFirstOrThrow()
  const place = { trx, dice: createDice(20_261_121), now, centre }
  await askAgain(place)
  await askAnew(place)
  await joinPanel(place)
  await stayUnproven(place)
}

const askAgain = async (place: Place) => {
  const { trx, centre } = place
  const known = await trx
    .selectFrom('contacts as c')
    .innerJoin('contact_points as p', (join) => join.onRef('p.contact_id', '=', 'c.id').on('p.kind', '=', 'email'))
    .where('c.centre_id', '=', centre.id)
    .where('c.family_name', '=', 'Řeháková')
    .where('c.given_name', '=', 'Kateřina')
    .select(['c.id', 'c.owner_id', 'p.value'])
    .executeTakeFirstOrThrow()
  const message = 'Dobrý den, v září nastoupí syn do první třídy. Která škola v okolí má volná místa a družinu?'
  const asking: Asking = { name: 'Kateřina Řeháková', email: known.value, topic: 'schools', message }
  await hear(place, asking, officeMoment(place, 1), known.id, known.owner_id)
}

const askAnew = async (place: Place) => {
  const { trx, dice, centre } = place
  const at = officeMoment(place, 2)
  const asking: Asking = {
    name: 'Dominika Žižkovská',
    email: 'dominika.zizkovska@example.org',
    phone: '+420777129104',
    topic: 'housing',
    message: 'Chceme se s manželem vrátit do Aše, ale byt odtud na dálku nenajdeme.\nPomáháte i s bydlením?',
  }
  const id = await meet(place, asking, 'enquiry', at)
  const enrolment = { centre_id: centre.id, contact_id: id, track: 'return' as const, stage: 'considering' }
  const enrolled = dice.id(at)
  await trx
    .insertInto('enrolments')
    .values({ ...enrolment, id: enrolled, stage_since: at, created_at: at })
    .execute()
  await trx
    .insertInto('stage_changes')
    .values({ centre_id: centre.id, id: dice.id(at), enrolment_id: enrolled, to_stage: 'considering', at })
    .execute()
  const particulars = { track: 'return', stage: 'considering' }
  await tell(place, id, { kind: 'enrolled', occurred_at: at, particulars })
  await hear(place, asking, at, id, null)
}

const joinPanel = async (place: Place) => {
  const { trx, dice, now, centre } = place
  const day = addDays(dayOf(now), -6)
  const at = momentOf(`${day}T00:00`) ?? now
  const person = { name: 'Radim Vlasák', email: 'radim.vlasak@example.org' }
  const id = await meet(place, person, 'survey', at)
  const wording = consentWording('surveys', 'cs', centre.name)
  await trx
    .insertInto('newcomers')
    .values({
      ...{ ...row(place, person, at), kind: 'panel', agreed: wording, contact_id: id, proven_at: at },
      expires_at: after(at, { days: 3 }),
    })
    .execute()
  const consent = { purpose: 'surveys' as const, state: 'granted' as const, wording, lang: 'cs' as const }
  await trx
    .insertInto('consents')
    .values({ ...consent, centre_id: centre.id, id: dice.id(at), contact_id: id, source: 'panel', granted_at: at })
    .execute()
  await tell(place, id, { kind: 'consent_given', occurred_at: at, body: wording, particulars: { purpose: 'surveys' } })
}

const stayUnproven = async (place: Place) => {
  const asking: Asking = {
    name: 'Tomáš Bureš',
    email: 'tomas.bures@example.org',
    topic: 'work',
    message: 'Dělám strojního konstruktéra. Hledá v kraji někdo takového člověka?',
  }
  await place.trx
    .insertInto('newcomers')
    .values(enquiry(place, asking, after(place.now, { hours: -5 })))
    .execute()
}

const hear = async (place: Place, asking: Asking, at: Date, contact_id: string, assignee_id: string | null) => {
  const { trx, dice, centre } = place
  const proven_at = after(at, { minutes: 20 })
  const newcomer = { ...enquiry(place, asking, at), contact_id, proven_at }
  await trx.insertInto('newcomers').values(newcomer).execute()
  const told = { body: asking.message, particulars: { topic: asking.topic }, idempotency_key: newcomer.id }
  await tell(place, contact_id, { kind: 'enquired', occurred_at: at, ...told })
  const title = staffMessages('cs')('enquiries.task', { topic: t(`enquiry.topic.${asking.topic}`) })
  const task = { id: dice.id(proven_at), title, due_on: addWorkingDays(dayOf(proven_at), 2) }
  await trx
    .insertInto('tasks')
    .values({ ...task, centre_id: centre.id, contact_id, assignee_id, created_at: proven_at })
    .execute()
  const particulars = { task: task.id, on: task.due_on }
  await tell(place, contact_id, { kind: 'task_added', occurred_at: proven_at, body: title, particulars })
}

const enquiry = (place: Place, { topic, message, phone = '', ...person }: Asking, at: Date) => ({
  ...row(place, person, at),
  ...{ kind: 'enquiry' as const, track: 'return' as const, topic, message, phone },
  agreed: t('enquiry.agree_hint', { centre: place.centre.name }),
  expires_at: after(at, { days: 2 }),
})

const row = ({ dice, centre }: Place, { name, email }: { name: string; email: string }, created_at: Date) => ({
  ...{ centre_id: centre.id, id: dice.id(created_at), name, email, email_norm: email, lang: 'cs' as const },
  ...{ agreed_edition: '2026-11-20', token_hash: sha256(`demo ${email}`), idempotency_key: dice.id(created_at) },
  created_at,
})

type Person = { name: string; email: string; phone?: string }

const meet = async (place: Place, { name, email, phone }: Person, source: 'enquiry' | 'survey', at: Date) => {
  const { trx, dice, centre } = place
  const [given_name = '', family_name = ''] = name.split(' ')
  const contact = { centre_id: centre.id, id: dice.id(at), given_name, family_name, source }
  await trx
    .insertInto('contacts')
    .values({ ...contact, created_at: at, updated_at: at })
    .execute()
  const point = { centre_id: centre.id, contact_id: contact.id, created_at: at }
  const mail = { id: dice.id(at), kind: 'email' as const, value: email, value_norm: email, verified_at: at }
  await trx
    .insertInto('contact_points')
    .values({ ...point, ...mail })
    .execute()
  const call = phone && { id: dice.id(at), kind: 'phone' as const, value: phone, value_norm: phone }
  if (call)
    await trx
      .insertInto('contact_points')
      .values({ ...point, ...call })
      .execute()
  await tell(place, contact.id, { kind: 'created', occurred_at: at, particulars: { source } })
  return contact.id
}

type Told = {
  kind: 'created' | 'enrolled' | 'enquired' | 'consent_given' | 'task_added'
  occurred_at: Date
  body?: string
  particulars: Record<string, string>
  idempotency_key?: string
}

const tell = async ({ trx, dice, centre }: Place, contact_id: string, told: Told) => {
  const at = told.occurred_at
  await trx
    .insertInto('activities')
    .values({ centre_id: centre.id, id: dice.id(at), contact_id, created_at: at, ...told })
    .execute()
}
