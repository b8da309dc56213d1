import { sql } from 'kysely'
import type { Trx } from '../src/db/connection.ts'
import { addDays, after, dayOf } from '../src/lib/time.ts'
import { createDice, type Dice } from './dice.ts'

type Planned = { title: string; inDays: number; time?: string; done?: boolean; isAboutNobody?: boolean }

/** What the members of a centre still have on their lists, some of it too late already. */
const planned: Record<'coordinator' | 'admin', readonly Planned[]> = {
  coordinator: [
    { title: 'Poslat kontakt na realitní kancelář', inDays: -4 },
    { title: 'Zjistit volné místo ve školce', inDays: -1 },
    { title: 'Zavolat personalistce z nemocnice', inDays: 0, time: '10:30' },
    { title: 'Dopsat pozvánku na setkání rodáků', inDays: 0, isAboutNobody: true },
    { title: 'Domluvit prohlídku coworkingu', inDays: 1, time: '14:00' },
    { title: 'Připravit přehled stipendií', inDays: 3 },
    { title: 'Poděkovat za doporučení', inDays: -2, done: true },
  ],
  admin: [
    { title: 'Zavolat na kraj kvůli příspěvku', inDays: -2, isAboutNobody: true },
    { title: 'Ověřit uznání zahraničního diplomu', inDays: 0 },
    { title: 'Projít s týmem lidi bez dalšího kroku', inDays: 0, time: '09:00', isAboutNobody: true },
    { title: 'Odeslat smlouvu zaměstnavateli', inDays: 5 },
    { title: 'Objednat občerstvení', inDays: -1, done: true, isAboutNobody: true },
  ],
}

export const planTasks = async (trx: Trx, now: Date) => {
  const dice = createDice(20_261_120)
  const members = await trx
    .selectFrom('memberships')
    .where('role', 'in', ['coordinator', 'admin'])
    .select(['centre_id', 'member_id', 'role'])
    .orderBy('centre_id')
    .orderBy('member_id')
    .execute()
  for (const { centre_id, member_id, role } of members) {
    const people = await theirs(trx, centre_id, member_id)
    const tasks = planned[role === 'admin' ? 'admin' : 'coordinator']
    for (const [index, task] of tasks.entries())
      await plan({ trx, dice, now }, { centre_id, member_id }, task, people[index])
  }
}

/** People one member looks after, the same each time. */
const theirs = async (trx: Trx, centreId: string, memberId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from contacts where centre_id = ${centreId} and owner_id = ${memberId} order by id limit 10`.execute(trx)
  return rows.map(({ id }) => id)
}

const plan = async (
  { trx, dice, now }: { trx: Trx; dice: Dice; now: Date },
  { centre_id, member_id }: { centre_id: string; member_id: string },
  { title, inDays, time, done, isAboutNobody }: Planned,
  person: string | undefined,
) => {
  const due_on = addDays(dayOf(now), inDays)
  const created_at = after(now, { days: Math.min(inDays, 0) - 5 })
  const id = dice.id(created_at)
  const contact_id = isAboutNobody ? null : (person ?? null)
  const closed = done
    ? { state: 'done' as const, closed_at: after(now, { hours: -20 }), closed_by: member_id }
    : { state: 'open' as const }
  const traces = { created_by: member_id, created_at, ...closed }
  await trx
    .insertInto('tasks')
    .values({ centre_id, id, contact_id, assignee_id: member_id, title, due_on, due_time: time ?? null, ...traces })
    .execute()
  if (!contact_id) return
  const told = { centre_id, contact_id, member_id, body: title, particulars: { task: id, on: due_on } }
  await trx
    .insertInto('activities')
    .values({ ...told, id: dice.id(created_at), kind: 'task_added', occurred_at: created_at, created_at })
    .execute()
}
