import type { Scope } from '../../db/scope.ts'

/** For the person themselves: on which lists they stood, and where those came from. */
export const importsData = async ({ db, centreId }: Pick<Scope, 'db' | 'centreId'>, contactId: string) => ({
  import_rows: await db
    .selectFrom('import_rows as r')
    .innerJoin('imports as i', (join) =>
      join.onRef('i.centre_id', '=', 'r.centre_id').onRef('i.id', '=', 'r.import_id'),
    )
    .where('r.centre_id', '=', centreId)
    .where('r.contact_id', '=', contactId)
    .select(['i.name as list', 'i.source_note', 'i.lawful_basis', 'i.acquired_on', 'i.ended_at'])
    .select(['r.who', 'r.outcome', 'r.reasons', 'r.written'])
    .orderBy('i.id')
    .execute(),
})
