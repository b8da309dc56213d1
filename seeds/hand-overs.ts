import { normalEmail } from '../src/lib/email.ts'
import { dayOf } from '../src/lib/time.ts'
import { addWorkingDays } from '../src/lib/working-days.ts'
import type { Circle, Home } from './partners.ts'
import { peopleOf, record, refer, type Someone } from './referrals.ts'

const needOfNurse =
  'Je zdravotní sestra a muž dostal práci v Karlových Varech. Prosí o pomoc s místem v oboru a se školou pro dceru.'
const needOfEngineer = 'Stěhuje se za partnerkou, která je z kraje. Hledá práci ve strojírenství.'

/** Ostrava hands two people over to Karlovy Vary: one has been taken over, the other waits. */
export const handOver = async (circle: Circle, homes: readonly Home[]) => {
  const from = homes.find(({ slug }) => slug === 'ostrava')
  const to = homes.find(({ slug }) => slug === 'karlovarsky')
  if (!from || !to) return
  const people = await peopleOf(circle, from)
  const olena = people.find(({ given_name, family_name }) => given_name === 'Олена' && family_name === 'Шевченко')
  const engineer = people.find(({ id, lang }) => id !== olena?.id && lang === 'en')
  if (olena) await send(circle, from, to, olena, needOfNurse, false)
  if (engineer) await send(circle, from, to, engineer, needOfEngineer, true)
}

const send = async (circle: Circle, from: Home, to: Home, person: Someone, need: string, isTaken: boolean) => {
  const recipient = { recipient: to.name, partner_id: null, service_id: null, to_centre_id: to.id }
  const course = { state: isTaken ? ('accepted' as const) : ('sent' as const), daysAgo: isTaken ? 15 : 1 }
  const { id, shared, at, ended } = await refer(circle, from, person, recipient, course, need)
  const contact_id = isTaken && ended ? await takeOver(circle, from, to, person, need, ended) : null
  await circle.trx
    .insertInto('hand_overs')
    .values({
      ...{ centre_id: to.id, id: circle.dice.id(at), from_centre_id: from.id, from_centre: from.name },
      ...{ from_referral_id: id, need, shared, state: isTaken ? 'accepted' : 'waiting', contact_id },
      ...{ decided_by: isTaken ? to.coordinator : null, decided_at: ended ?? null },
      ...{ decide_by: addWorkingDays(dayOf(at), 10), created_at: at },
    })
    .execute()
}

const takeOver = async (circle: Circle, from: Home, to: Home, person: Someone, need: string, at: Date) => {
  const { trx, dice } = circle
  const [id, enrolmentId, pointId, changeId] = [dice.id(at), dice.id(at), dice.id(at), dice.id(at)]
  const { given_name, family_name, lang, residence, email } = person
  const member_id = to.coordinator
  const centre_id = to.id
  await trx
    .insertInto('contacts')
    .values({
      centre_id,
      id,
      given_name,
      family_name,
      lang,
      residence,
      source: 'hand_over',
      owner_id: member_id,
      created_at: at,
      updated_at: at,
    })
    .execute()
  await trx
    .insertInto('contact_points')
    .values({
      centre_id,
      id: pointId,
      contact_id: id,
      kind: 'email',
      value: email,
      value_norm: normalEmail(email),
      created_at: at,
    })
    .execute()
  await trx
    .insertInto('enrolments')
    .values({
      centre_id,
      id: enrolmentId,
      contact_id: id,
      track: 'return',
      stage: 'known',
      stage_since: at,
      created_at: at,
    })
    .execute()
  await trx
    .insertInto('stage_changes')
    .values({ centre_id, id: changeId, enrolment_id: enrolmentId, from_stage: null, to_stage: 'known', at, member_id })
    .execute()
  await record(circle, to, { id }, { kind: 'created', at, member_id, particulars: { source: 'hand_over' } })
  await record(
    circle,
    to,
    { id },
    { kind: 'enrolled', at, member_id, particulars: { track: 'return', stage: 'known' } },
  )
  await record(
    circle,
    to,
    { id },
    { kind: 'taken_over', at, body: need, member_id, particulars: { recipient: from.name } },
  )
  return id
}
