import type { Db } from '../db/connection.ts'
import type { CentreStage } from '../lib/stages.ts'
import { findEditionAndStages } from './queries/stages.ts'

export type { CentreStage } from '../lib/stages.ts'
export { stageNamed, stagesIn } from '../lib/stages.ts'

/** The centre's stages under the edition the request saw; asked for once a process and edition. */
export const stagesUnder = async (
  db: Db,
  centreId: string,
  edition: string,
  lang: string,
): Promise<readonly CentreStage[]> => {
  const known = kept.get(`${edition} ${lang}`)
  if (known) return known
  // kept under the edition that this very statement saw: a change may have come between the two questions
  const read = await findEditionAndStages(db, centreId, lang)
  if (kept.size >= most) kept.clear()
  kept.set(`${read.edition} ${lang}`, read.stages)
  return read.stages
}

const most = 2000
const kept = new Map<string, readonly CentreStage[]>()
