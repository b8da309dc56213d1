import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { CentreStage } from '../../lib/stages.ts'

/** All stages of a centre in their order, retired ones too, with the edition they are of. */
export const findEditionAndStages = async (db: Db, centreId: string, lang: string) => {
  const { rows } = await sql<{ edition: string; stages: CentreStage[] }>`
    select c.stages_edition as edition, coalesce((
      select jsonb_agg(jsonb_build_object('track', s.track, 'code', s.code, 'category', s.category, 
        'needs', case when s.strict then s.needs else '{}' end,
        'name', coalesce(nullif(s.names ->> ${lang}, ''), s.names ->> 'cs'), 'clockDays', s.clock_days,
        'retired', s.retired_at is not null) order by s.track desc, s.position)
      from stages s where s.centre_id = c.id), '[]') as stages
    from centres c where c.id = ${centreId}`.execute(db)
  return rows[0] ?? { edition: '', stages: [] }
}
