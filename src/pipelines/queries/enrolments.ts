import type { Db } from '../../db/connection.ts'
import type { Stage } from '../../lib/words.ts'

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
    .executeTakeFirst()

type Move = { stage: Stage; stage_since: Date; parked_until: string | null }

/** Moves an enrolment that still is at `version`; false when somebody else moved it first. */
export const updateStage = async (
  db: Db,
  centreId: string,
  id: string,
  version: number,
  move: Move,
): Promise<boolean> => {
  const moved = await db
    .updateTable('enrolments')
    .set({ ...move, version: version + 1 })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  return moved !== undefined
}
