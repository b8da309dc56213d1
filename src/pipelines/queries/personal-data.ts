import type { Scope } from '../../db/scope.ts'

/** For the person themselves: where they stand on their way, and how they came there. */
export const pipelinesData = async ({ db, centreId }: Pick<Scope, 'db' | 'centreId'>, contactId: string) => ({
  enrolments: await db
    .selectFrom('enrolments')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contactId)
    .select(['id', 'track', 'stage', 'stage_since', 'created_at', 'outcome', 'moved_in_on'])
    .select(['parked_at', 'parked_from', 'parked_until', 'park_reason', 'park_trigger', 'park_note'])
    .execute(),
  stage_changes: await db
    .selectFrom('stage_changes as s')
    .innerJoin('enrolments as e', (join) =>
      join.onRef('e.centre_id', '=', 's.centre_id').onRef('e.id', '=', 's.enrolment_id'),
    )
    .where('s.centre_id', '=', centreId)
    .where('e.contact_id', '=', contactId)
    .select(['e.track', 's.from_stage', 's.to_stage', 's.at'])
    .orderBy('s.at')
    .execute(),
})
