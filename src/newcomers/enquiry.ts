import { type StaffT, staffMessages } from '../../views/messages/index.ts'
import type { Centre } from '../centres/queries.ts'
import { enrol, type Met } from '../contacts/person.ts'
import { createActivity } from '../contacts/queries/activities.ts'
import type { Scope } from '../db/scope.ts'
import { beginningOn } from '../lib/stages.ts'
import { dayOf } from '../lib/time.ts'
import { addWorkingDays } from '../lib/working-days.ts'
import { give } from '../tasks/task.ts'
import { findEditionAndStages } from '../tracks/queries/stages.ts'
import { findResponsible, type NewcomerRecord } from './queries/newcomers.ts'

const workingDaysToAnswer = 2

/** A proven enquiry: it stands in the history of whoever asked, and somebody has it to answer. */
export const hear = async (scope: Scope, centre: Centre, newcomer: NewcomerRecord, met: Met) => {
  const responsible = met.isNew ? undefined : await findResponsible(scope.db, scope.centreId, met.id)
  const t = staffMessages(responsible?.lang ?? 'cs')
  if (met.isNew) await begin(scope, centre, newcomer, met.id)
  await createActivity(scope.db, scope.centreId, {
    contact_id: met.id,
    kind: 'enquired',
    occurred_at: newcomer.created_at,
    body: bodyOf(t, newcomer, met),
    particulars: { topic: newcomer.topic },
    idempotency_key: newcomer.id,
  })
  await give(scope, {
    contact_id: met.id,
    assignee_id: responsible?.id ?? null,
    title: t('enquiries.task', { topic: t(`enquiry.topic.${newcomer.topic ?? 'other'}`) }),
    due_on: addWorkingDays(dayOf(scope.now), workingDaysToAnswer),
    key: newcomer.id,
  })
}

/** Somebody new stands where this centre begins with those who ask. */
const begin = async (scope: Scope, { tracks }: Centre, { track }: NewcomerRecord, contactId: string) => {
  if (!track || !tracks.includes(track)) return
  const { stages } = await findEditionAndStages(scope.db, scope.centreId, 'cs')
  const stage = beginningOn(stages, track)
  if (stage) await enrol(scope, { contactId, track, stage, memberId: null })
}

/** Of somebody known nothing is overwritten: what they called themselves this time stands below their words. */
const bodyOf = (t: StaffT, { message, name, phone }: NewcomerRecord, { isNew }: Met) =>
  isNew ? message : `${message}\n${t('enquiries.signed', { who: [name, phone].filter(Boolean).join(', ') })}`
