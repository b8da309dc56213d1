import { type RawBuilder, sql } from 'kysely'
import { stageNeeds } from '../../lib/stages.ts'
import { knownOf } from '../../pipelines/queries/known.ts'
import type { Action } from '../forms.ts'

/**
 * What an action would do with one person, as SQL over `c`, a contact, and `e`, their place on the action's track: the
 * preview counts by it and the work is done by it, so both say the same.
 */

const mostTags = 20

/** Empty for whom it changes, or the code of why it passes them by. */
export const passedBy = (centreId: string, action: Action): RawBuilder<string> => {
  switch (action.what) {
    case 'add_tag':
      return sql`case when ${action.tag}::text = any(c.tags) then 'has_tag'
        when cardinality(c.tags) >= ${mostTags} then 'many_tags' else '' end`
    case 'remove_tag':
      return sql`case when ${action.tag}::text = any(c.tags) then '' else 'lacks_tag' end`
    case 'owner':
      return sql`case when c.owner_id is not distinct from ${action.owner_id}::uuid then 'same' else '' end`
    case 'next_step':
      return sql`case when c.next_step = ${action.next_step}::text and c.next_step_on = ${action.next_step_on}::date then 'same'
        when c.next_step <> '' and not ${action.overwrite === 'on'}::boolean then 'has_next_step' else '' end`
    case 'residence':
      return sql`case when c.residence_region = ${action.area.residence_region}::text
        and c.residence_country = ${action.area.residence_country}::text then 'same' else '' end`
    case 'horizon':
      return sql`case when c.horizon is not distinct from ${action.horizon}::text then 'same' else '' end`
    case 'enrol':
      return sql`case when e.id is null then '' else 'on_track' end`
    case 'move':
      return sql`case when e.id is null then 'not_on_track' when e.stage = ${action.to.stage}::text then 'same'
        when e.outcome = 'asked_to_stop' then 'asked_to_stop' when ${isUnready(centreId, action.to)} then 'unready' else '' end`
    case 'task':
    case 'note':
      return sql`''`
  }
}

/** Whether something is not known that the stage somebody stands in asks for before they go on; as in pipelines/move.ts. */
const isUnready = (centreId: string, { track, stage }: { track: string; stage: string }): RawBuilder<boolean> => {
  const known = knownOf(centreId)
  const missing = stageNeeds.map((need) => sql`when ${need} then not ${known[need]}`)
  return sql`exists (
    select from stages here join stages there on there.centre_id = here.centre_id and there.track = here.track
    where here.centre_id = ${centreId} and here.track = ${track} and here.code = e.stage and there.code = ${stage}
      and here.strict and there.position > here.position and there.category not in ('on_hold', 'lost')
      and exists (select from unnest(here.needs) need where case need ${sql.join(missing, sql` `)} end))`
}

/** What the action would overwrite, to be put back and to see whether somebody else changed it meanwhile. */
export const overwritten = (action: Action): RawBuilder<unknown> => {
  switch (action.what) {
    case 'add_tag':
    case 'remove_tag':
      return sql`jsonb_build_object('tags', c.tags)`
    case 'owner':
      return sql`jsonb_build_object('owner_id', c.owner_id)`
    case 'next_step':
      return sql`jsonb_build_object('next_step', c.next_step, 'next_step_on', c.next_step_on)`
    case 'residence':
      return sql`jsonb_build_object('residence_region', c.residence_region, 'residence_country', c.residence_country)`
    case 'horizon':
      return sql`jsonb_build_object('horizon', c.horizon)`
    case 'move':
      return sql`coalesce(to_jsonb(e) - '{centre_id,contact_id}'::text[], '{}')`
    case 'enrol':
    case 'task':
    case 'note':
      return sql`'{}'::jsonb`
  }
}

/** Whether what the action overwrites is not what it was when the change began; a tag more or less is no matter. */
export const movedOn = (action: Action): RawBuilder<boolean> =>
  action.what === 'add_tag' || action.what === 'remove_tag'
    ? sql`false`
    : sql`coalesce(r.before <> ${overwritten(action)}, true)`

/** The place on the action's track beside `c`, where it asks for one. */
export const besidePlace = (action: Action): RawBuilder<unknown> =>
  sql`left join enrolments e on e.centre_id = c.centre_id and e.contact_id = c.id and e.track = ${trackOf(action)}::text`

const trackOf = (action: Action): string | null =>
  action.what === 'enrol' || action.what === 'move' ? action.to.track : null

/** Whether everything still stands as the action left it, over `c` and `r`, the row that says what it made. */
export const untouched = (action: Action): RawBuilder<boolean> => {
  switch (action.what) {
    case 'add_tag':
      return sql`${action.tag}::text = any(c.tags)`
    case 'remove_tag':
      return sql`not ${action.tag}::text = any(c.tags)`
    case 'owner':
      return sql`c.owner_id is not distinct from ${action.owner_id}::uuid`
    case 'next_step':
      return sql`c.next_step = ${action.next_step}::text and c.next_step_on is not distinct from ${action.next_step_on}::date`
    case 'residence':
      return sql`c.residence_region = ${action.area.residence_region}::text
        and c.residence_country = ${action.area.residence_country}::text`
    case 'horizon':
      return sql`c.horizon is not distinct from ${action.horizon}::text`
    case 'enrol':
    case 'move':
      return sql`exists (select from enrolments e where e.centre_id = r.centre_id and e.id = r.made
        and e.version = coalesce(r.version_after, 1))`
    case 'task':
      return sql`exists (select from tasks k where k.centre_id = r.centre_id and k.id = r.made and k.version = 1)`
    case 'note':
      return sql`not exists (select from activities a where a.centre_id = r.centre_id and a.idempotency_key = r.made)`
  }
}
