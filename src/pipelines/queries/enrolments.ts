import type { Updateable } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Enrolments } from '../../db/types.generated.ts'
import type { Stage, Track } from '../../lib/words.ts'

export type Enrolment = Awaited<ReturnType<typeof findEnrolment>> & {}

/** An enrolment with the contact it is of. */
export const findEnrolment = (db: Db, centreId: string, id: string) =>
  db
    .selectFrom('enrolments as e')
    .innerJoin('contacts as c', (join) =>
      join.onRef('c.centre_id', '=', 'e.centre_id').onRef('c.id', '=', 'e.contact_id'),
    )
    .where('e.centre_id', '=', centreId)
    .where('e.id', '=', id)
    .select(['e.id', 'e.contact_id', 'e.track', 'e.stage', 'e.version', 'c.given_name', 'c.family_name'])
    .select(['e.parked_from', 'e.parked_until', 'e.park_reason', 'e.park_trigger', 'e.park_note', 'e.outcome'])
    .executeTakeFirst()

/** Holds a person before their place on a track, in the order of a merge; false when they were merged away meanwhile. */
export const holdPerson = async (db: Db, centreId: string, contactId: string): Promise<boolean> => {
  const row = await db
    .selectFrom('contacts')
    .where('centre_id', '=', centreId)
    .where('id', '=', contactId)
    .select('id')
    .forKeyShare()
    .executeTakeFirst()
  return row !== undefined
}

export type Standing = Updateable<Enrolments> & { stage: Stage }

/**
 * Moves an enrolment that still is at `version` to a stage that still is in use; false when somebody else changed the
 * one or the other first. The stage is held, so that it is not emptied and retired at the same moment.
 */
export const updateStage = async (
  db: Db,
  centreId: string,
  { id, track }: { id: string; track: Track },
  version: number,
  standing: Standing,
): Promise<boolean> => {
  const moved = await db
    .with('held', (cte) =>
      cte
        .selectFrom('stages')
        .where('centre_id', '=', centreId)
        .where('track', '=', track)
        .where('code', '=', standing.stage)
        .where('retired_at', 'is', null)
        .select('code')
        .forKeyShare(),
    )
    .updateTable('enrolments')
    .set({ ...standing, version: version + 1 })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where(({ exists, selectFrom }) => exists(selectFrom('held').select('code')))
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}

/** Changes how somebody rests, where they stay. */
export const updateParking = async (
  db: Db,
  centreId: string,
  id: string,
  version: number,
  parking: Updateable<Enrolments>,
): Promise<boolean> => {
  const row = await db
    .updateTable('enrolments')
    .set({ ...parking, version: version + 1 })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
