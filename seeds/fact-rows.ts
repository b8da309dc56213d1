import { sql } from 'kysely'
import type { Trx } from '../src/db/connection.ts'
import { isRegionCode } from '../src/lib/regions.ts'
import type { LanguageLevel } from '../src/lib/words.ts'
import type { demoCentres } from './data/centres.ts'
import type { Dice } from './dice.ts'

/** Somebody of a centre as the seeds find them once they are written down. */
export type Known = {
  id: string
  given_name: string
  family_name: string
  municipality_origin: string
  residence: string
  field: string
  source: string
  stage: string
  created_at: Date
}

/** One centre while the facts of its people are invented, by dice of its own: nothing else falls otherwise. */
export type Facts = {
  trx: Trx
  dice: Dice
  now: Date
  centreId: string
  slug: (typeof demoCentres)[number]['slug']
  coordinator: string
  people: readonly Known[]
}

export type Columns = Partial<
  Record<
    | 'title_before'
    | 'title_after'
    | 'former_names'
    | 'nickname'
    | 'native_name'
    | 'latin_name'
    | 'born'
    | 'isco'
    | 'origin_code'
    | 'area'
    | 'horizon'
    | 'source_note'
    | 'lawful_basis',
    string
  >
> & { id: string; informed_at?: Date | undefined }

/** Writes the columns of many people at once; what is not said stays as it is. */
export const writeColumns = async ({ trx, centreId }: Facts, rows: readonly Columns[]) => {
  const placed = rows.map(({ area = '', ...row }) => ({
    ...row,
    residence_region: isRegionCode(area) ? area : null,
    residence_country: area && !isRegionCode(area) ? area : null,
  }))
  const texts = ['title_before', 'title_after', 'former_names', 'nickname', 'native_name', 'latin_name', 'born', 'isco']
  const others = ['origin_code', 'residence_region', 'residence_country', 'horizon', 'source_note', 'lawful_basis']
  const columns = [...texts, ...others]
  await sql`
    update contacts c set ${sql.join(columns.map((name) => sql`${sql.ref(name)} = coalesce(r.${sql.ref(name)}, c.${sql.ref(name)})`))},
      informed_at = r.informed_at
    from jsonb_to_recordset(${JSON.stringify(placed)}::text::jsonb)
      as r(id uuid, ${sql.join(columns.map((name) => sql`${sql.ref(name)} text`))}, informed_at timestamptz)
    where c.centre_id = ${centreId} and c.id = r.id`.execute(trx)
}

export type Spoken = { contact_id: string; lang: string; level: LanguageLevel }

export const writeLanguages = async ({ trx, centreId }: Facts, spoken: readonly Spoken[]) => {
  const rows = spoken.map((row) => ({ centre_id: centreId, ...row }))
  for (let start = 0; start < rows.length; start += 500)
    await trx
      .insertInto('contact_languages')
      .values(rows.slice(start, start + 500))
      .execute()
}
