import { sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { ownColumns } from '../../lib/imports.ts'
import type { Known } from '../known.ts'

/** People as they stand, locked where they are to be changed, always in the same order. */
export const listKnown = async (db: Db, centreId: string, ids: readonly string[], { held = false } = {}) => {
  if (ids.length === 0) return []
  const columns = sql.join(
    ownColumns.map((column) => sql`${sql.lit(column)}, coalesce(c.${sql.ref(column)}::text, '')`),
  )
  const { rows } = await sql<Known>`
    select c.id, false as "isNew", c.version, jsonb_build_object(${columns}) as columns, c.tags,
      array(select p.kind || ' ' || p.value_norm from contact_points p
        where p.centre_id = c.centre_id and p.contact_id = c.id order by p.position, p.created_at) as points,
      array(select concat_ws('|', a.street, a.postal_code, a.town, a.country) from contact_addresses a
        where a.centre_id = c.centre_id and a.contact_id = c.id) as addresses,
      array(select s.kind || ' ' || s.value from contact_statuses s
        where s.centre_id = c.centre_id and s.contact_id = c.id) as statuses,
      coalesce((select jsonb_object_agg(l.lang, l.level) from contact_languages l
        where l.centre_id = c.centre_id and l.contact_id = c.id), '{}') as languages,
      array(select m.kind || ' ' || m.code from contact_motives m
        where m.centre_id = c.centre_id and m.contact_id = c.id) as motives,
      array(select f.organisation || '|' || f.role from affiliations f
        where f.centre_id = c.centre_id and f.contact_id = c.id) as affiliations,
      array(select e.track from enrolments e where e.centre_id = c.centre_id and e.contact_id = c.id) as tracks,
      array(select md5(n.body) from activities n
        where n.centre_id = c.centre_id and n.contact_id = c.id and n.kind = 'note') as notes,
      false as "isChanged"
    from contacts c where c.centre_id = ${centreId} and c.id = any(${[...ids]}::uuid[])
    order by c.id ${held ? sql`for update of c` : sql``}`.execute(db)
  return rows
}
