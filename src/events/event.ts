import { languages } from '../../views/messages/index.ts'
import type { Scope } from '../db/scope.ts'
import { waitForTurn } from '../db/turn.ts'
import { newId } from '../lib/ids.ts'
import { slugOf } from '../lib/slug.ts'
import { type CentreStage, stageOf } from '../lib/stages.ts'
import { recordAudit } from '../privacy/queries.ts'
import type { EditEventForm, NewEventForm } from './forms.ts'
import {
  createEvent,
  type EventRecord,
  type EventText,
  findEventSlugByKey,
  listSlugsLike,
  updateEvent,
  writeTexts,
} from './queries/events.ts'
import { updateCapacity } from './queries/places.ts'
import { promote, takeTurn } from './queue.ts'

/** Writes down a draft; the same form sent twice is one event. Answers with its slug. */
export const draft = async (scope: Scope, memberId: string, stages: Stages, form: NewEventForm): Promise<string> => {
  const { db, centreId, now } = scope
  await waitForTurn(db, centreId, 'events')
  const repeated = form.idempotency_key && (await findEventSlugByKey(db, centreId, form.idempotency_key))
  if (repeated) return repeated

  const id = newId()
  const slug = await freeSlug(scope, form.title_cs)
  const event = {
    id,
    slug,
    status: 'draft' as const,
    ...timeAndPlace(form),
    ...entry(stages, form.entry_stage),
    idempotency_key: form.idempotency_key ?? null,
    created_at: now,
    updated_at: now,
  }
  await createEvent(db, centreId, event, textsOf(form), form.capacity)
  await audit(scope, memberId, id, 'event.created')
  return slug
}

/** Opens a draft to the public; a published event stays as it is. */
export const publish = async (scope: Scope, memberId: string, event: EventRecord) => {
  if (event.status !== 'draft') return
  const { db, centreId, now } = scope
  const published = await updateEvent(db, centreId, event.id, event.version, {
    status: 'published',
    published_at: now,
    updated_at: now,
  })
  if (published) await audit(scope, memberId, event.id, 'event.published', ['status'])
}

/** Changes an event unless somebody else did since the form was opened; added places go to the queue at once. */
export const change = async (
  scope: Scope,
  memberId: string,
  stages: Stages,
  event: EventRecord,
  form: EditEventForm,
): Promise<'changed' | 'stale'> => {
  const turn = await takeTurn(scope, event)
  const { db, centreId, now } = turn
  const moved = timeAndPlace(form)
  const isMoved = Object.entries(moved).some(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(event[field as keyof EventRecord]),
  ) // the fields are the event's own
  const changes = {
    ...moved,
    ...entry(stages, form.entry_stage),
    updated_at: now,
    ical_sequence: event.ical_sequence + (isMoved ? 1 : 0),
  }
  if (!(await updateEvent(db, centreId, event.id, form.version, changes))) return 'stale'

  await writeTexts(db, centreId, event.id, textsOf(form))
  await updateCapacity(db, centreId, event.id, form.capacity)
  await audit(turn, memberId, event.id, 'event.edited', [
    'starts_at',
    'ends_at',
    'venue',
    'town',
    'capacity',
    'entry_stage',
    'texts',
  ])
  await promote(turn, { ...event, ...moved, capacity: form.capacity })
  return 'changed'
}

const timeAndPlace = ({ starts_at, ends_at, venue, town }: NewEventForm | EditEventForm) => ({
  starts_at,
  ends_at,
  venue,
  town,
})

type Stages = readonly CentreStage[]

const entry = (stages: Stages, code: string | null) => {
  const stage = code === null ? undefined : stageOf(stages, code)
  return { entry_stage: stage?.code ?? null, track: stage?.track ?? null }
}

const textsOf = (form: NewEventForm | EditEventForm): EventText[] =>
  languages
    .map((lang) => ({
      lang,
      title: form[`title_${lang}`],
      summary: form[`summary_${lang}`],
      description: form[`description_${lang}`],
    }))
    .filter((text) => text.title !== '')

const freeSlug = async ({ db, centreId }: Scope, title: string) => {
  const wanted = slugOf(title) || 'akce'
  // at /events/new stands the form
  const taken = new Set(['new', ...(await listSlugsLike(db, centreId, wanted))])
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted}-${number}`)) number += 1
  return `${wanted}-${number}`
}

const audit = (scope: Scope, memberId: string, id: string, action: string, fields: string[] = []) =>
  recordAudit(scope, { action, subject_type: 'event', subject_id: id, fields, member_id: memberId })
