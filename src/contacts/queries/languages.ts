import type { Db } from '../../db/connection.ts'
import type { LanguageLevel } from '../../lib/words.ts'

/** The languages somebody speaks, in place of those that stood there. */
export const writeLanguages = async (
  db: Db,
  centreId: string,
  contact_id: string,
  spoken: readonly { lang: string; level: LanguageLevel }[],
) => {
  await db
    .deleteFrom('contact_languages')
    .where('centre_id', '=', centreId)
    .where('contact_id', '=', contact_id)
    .execute()
  if (spoken.length === 0) return
  await db
    .insertInto('contact_languages')
    .values(spoken.map((language) => ({ centre_id: centreId, contact_id, ...language })))
    .execute()
}
