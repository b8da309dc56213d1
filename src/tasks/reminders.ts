import { dayReminder } from '../../views/mail/day-reminder.tsx'
import { taskReminder } from '../../views/mail/task-reminder.tsx'
import { findCentre } from '../centres/queries.ts'
import type { Db } from '../db/connection.ts'
import { inEachCentre, type Times } from '../db/each-centre.ts'
import type { Scope } from '../db/scope.ts'
import { addDays, after, dayOf, hourOf, momentOf } from '../lib/time.ts'
import { isFirstWorkdayOfWeek, isWorkday } from '../lib/working-days.ts'
import { queueMail } from '../mail/ledger.ts'
import { type DayItem, listDay } from './queries/day.ts'
import {
  type Awaiting,
  type DueReminder,
  listCentresToRemind,
  listCentresToTell,
  takeAwaiting,
  takeDueReminders,
} from './queries/reminders.ts'
import { countWithoutNextStep } from './queries/without-next-step.ts'

const atOnce = 50
const mostTold = 12

/** Promises the reminders whose time has come; the ledger sends each, or puts it aside if its reason has gone. */
export const remind = async (db: Db, times: Times) => {
  await inEachCentre(db, await listCentresToRemind(db, times.clock(new Date())), times, remindHere)
}

export const remindHere = async (scope: Scope) => {
  const { db, centreId, now } = scope
  const due = await takeDueReminders(db, centreId, now, atOnce)
  for (const reminder of due) await promiseReminder(scope, reminder)
}

/** On working days, to each member at their hour: what is due and overdue. Who has nothing to do is left in peace. */
export const tellTheDay = async (db: Db, times: Times) => {
  const now = times.clock(new Date())
  const day = dayOf(now)
  if (!isWorkday(day)) return
  await inEachCentre(db, await listCentresToTell(db, day, hourOf(now), isFirstWorkdayOfWeek(day)), times, tellHere)
}

export const tellHere = async (scope: Scope) => {
  const { db, centreId, now } = scope
  const day = dayOf(now)
  if (!isWorkday(day)) return
  const awaiting = await takeAwaiting(db, centreId, { day, hour: hourOf(now), weekly: isFirstWorkdayOfWeek(day) })
  for (const member of awaiting) await promiseDay(scope, member, day)
}

const promiseReminder = async (scope: Scope, reminder: DueReminder) => {
  const { id, title, due_on, due_time, remind_at, person, member_id, email, name, lang } = reminder
  const centre = await findCentre(scope.db, scope.centreId, lang)
  const link = `${scope.settings.publicUrl}/app/${centre.slug}/tasks/${id}`
  await queueMail(scope, {
    class: 'reminder',
    kind: 'task_reminder',
    dedupeKey: `task_reminder:${id}:${member_id}:${remind_at.toISOString()}`,
    to: { address: email, name },
    lang,
    memberId: member_id,
    taskId: id,
    notAfter: after(scope.now, { days: 2 }),
    content: taskReminder({ lang, centre, title, person, due_on, due_time, link }),
  })
}

const promiseDay = async (scope: Scope, { id, email, name, lang }: Awaiting, day: string) => {
  const { db, centreId, settings } = scope
  const [items, withoutStep, centre] = await Promise.all([
    listDay(db, centreId, id, day, 200),
    countWithoutNextStep(db, centreId, id),
    findCentre(db, centreId, lang),
  ])
  if (items.length === 0 && withoutStep === 0) return
  const link = `${settings.publicUrl}/app/${centre.slug}/day`
  await queueMail(scope, {
    class: 'reminder',
    kind: 'day_reminder',
    dedupeKey: `day_reminder:${id}:${day}`,
    to: { address: email, name },
    lang,
    memberId: id,
    notAfter: momentOf(`${addDays(day, 1)}T00:00`) ?? after(scope.now, { hours: 12 }),
    content: dayReminder({ lang, centre, day, link, withoutStep, ...dividedBy(items, day) }),
  })
}

const dividedBy = (items: DayItem[], day: string) => ({
  overdue: items.filter(({ due_on }) => due_on < day).length,
  today: items.filter(({ due_on }) => due_on === day).length,
  items: items.slice(0, mostTold),
})
