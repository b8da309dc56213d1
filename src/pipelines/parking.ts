import { createActivity } from '../contacts/queries/activities.ts'
import type { Scope } from '../db/scope.ts'
import type { ParkReason, ParkTrigger } from '../lib/stages.ts'
import { addDays, dayOf, isDay } from '../lib/time.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { Rest } from './forms.ts'
import { type Enrolment, holdPerson, updateParking } from './queries/enrolments.ts'

/** How somebody rests: why, what wakes them, and the day on which it will. */
export type Parking = { park_reason: ParkReason; park_trigger: ParkTrigger; parked_until: string; park_note: string }

export type ParkingFault = 'required' | 'date' | 'past' | 'too_far'
export type ParkingFaults = Partial<Record<'park_reason' | 'park_trigger' | 'park_day' | 'park_year', ParkingFault>>

/** Nobody is parked for ever. */
export const mostYearsParked = 3

/** Reads a form into a rest with its day; or tells field by field what is still wrong. */
export const parkingOf = (form: Rest, today: string): { parking: Parking } | { faults: ParkingFaults } => {
  const { park_reason, park_trigger, park_note } = form
  const day = park_trigger && wakeDay(park_trigger, form, today)
  const field = park_trigger === 'child_starts_school' ? 'park_year' : 'park_day'
  const fault = day && dayFault(day, today)
  if (park_reason && park_trigger && day && !fault)
    return { parking: { park_reason, park_trigger, parked_until: day, park_note } }
  return {
    faults: {
      ...(park_reason ? {} : { park_reason: 'required' }),
      ...(park_trigger ? {} : { park_trigger: 'required' }),
      ...(park_trigger && day === undefined ? { [field]: 'required' } : {}),
      ...(fault ? { [field]: fault } : {}),
    },
  }
}

type Parked = { kind: 'parked' | 'stale' } | { kind: 'restless'; faults: ParkingFaults }

/** Another day or another reason for somebody who rests already. */
export const parkAnew = async (
  scope: Scope,
  memberId: string,
  { id, contact_id }: Enrolment,
  { version, ...form }: Rest & { version: number },
): Promise<Parked> => {
  const { db, centreId, now } = scope
  const read = parkingOf(form, dayOf(now))
  if ('faults' in read) return { kind: 'restless', faults: read.faults }
  if (!(await holdPerson(db, centreId, contact_id))) return { kind: 'stale' }
  if (!(await updateParking(db, centreId, id, version, read.parking))) return { kind: 'stale' }
  const { park_reason: reason, parked_until: until } = read.parking
  const subject = { subject_type: 'enrolment' as const, subject_id: id, member_id: memberId }
  await Promise.all([
    createActivity(db, centreId, {
      contact_id,
      kind: 'parked',
      occurred_at: now,
      member_id: memberId,
      particulars: { until, reason },
    }),
    recordAudit(scope, { action: 'enrolment.parked', ...subject, fields: ['parked_until', 'park_reason'] }),
  ])
  return { kind: 'parked' }
}

/** The latest day somebody can be parked until. */
export const latestWakeDay = (today: string): string => addDays(today, mostYearsParked * 365)

const wakeDay = (trigger: ParkTrigger, { park_day, park_year }: Rest, today: string): string | undefined => {
  if (trigger === 'home_coming_days') return nextOf('12-27', today)
  if (trigger === 'child_starts_school') return park_year ? `${park_year}-09-01` : undefined
  return park_day || undefined
}

/** The next such day of a year after today. */
const nextOf = (monthAndDay: string, today: string): string => {
  const year = Number(today.slice(0, 4))
  const thisYear = `${year}-${monthAndDay}`
  return thisYear > today ? thisYear : `${year + 1}-${monthAndDay}`
}

const dayFault = (day: string, today: string): ParkingFault | undefined => {
  if (!isDay(day)) return 'date'
  if (day <= today) return 'past'
  return day > latestWakeDay(today) ? 'too_far' : undefined
}
