import type { Scope } from '../db/scope.ts'
import type { JobInHand } from '../jobs/job.ts'
import { move } from '../pipelines/move.ts'
import { add } from '../tasks/task.ts'
import { findEditionAndStages } from '../tracks/queries/stages.ts'
import type { Action } from './forms.ts'
import type { Person, Settled } from './queries/pieces.ts'

type Move = Extract<Action, { what: 'move' }>
type Task = Extract<Action, { what: 'task' }>

/** Moves each by the rules of the pipelines, which may refuse some; what they ask travels together. */
export const moveAll = async (scope: Scope, job: JobInHand, wanted: Move, people: Person[]): Promise<Settled[]> => {
  const { to, park_reason, park_trigger, park_day, outcome } = wanted
  const how = { park_reason, park_trigger, park_day, park_year: '', park_note: '', outcome, anyway: undefined, why: '' }
  const { stages } = await findEditionAndStages(scope.db, scope.centreId, 'cs')
  const moveOne = async ({ position, contact_id, enrolment, before }: Person): Promise<Settled> => {
    if (!enrolment) return { position, state: 'skipped', reason: 'not_on_track' }
    const place = { ...enrolment, contact_id, given_name: '', family_name: '' }
    const version = enrolment.version
    const moved = await move(scope, job.member_id ?? '', stages, place, { ...how, stage: to.stage, version })
    if (moved.kind !== 'moved') return { position, state: 'failed', reason: moved.kind }
    return { position, state: 'changed', before, made: enrolment.id, version_after: version + 1 }
  }
  return Promise.all(people.map(moveOne))
}

/** Gives each a task as somebody would by hand. */
export const addTasks = (scope: Scope, job: JobInHand, task: Task, people: Person[]): Promise<Settled[]> => {
  const { title, due_on, assignee_id } = task
  const addOne = async ({ position, contact_id }: Person): Promise<Settled> => {
    const added = await add(scope, job.member_id ?? '', { title, due_on, assignee_id, contact_id })
    if (added.kind !== 'added') return { position, state: 'failed', reason: added.kind }
    return { position, state: 'changed', made: added.id }
  }
  return Promise.all(people.map(addOne))
}
