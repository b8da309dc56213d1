import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/connection.ts'
import { ownColumns } from '../../lib/imports.ts'
import type { Additions, Known } from '../known.ts'

export type Origin = { importId: string; memberId: string; sourceNote: string; lawfulBasis: string; now: Date }

/** A piece's worth of people, each table in one statement; all statements travel together. */
export const writePeople = async (db: Db, centreId: string, people: readonly Known[], added: Additions, by: Origin) => {
  const { now, importId, memberId } = by
  const made = people.filter(({ isNew }) => isNew).map(rowOf)
  const changed = people.filter(({ isNew }) => !isNew).map(rowOf)
  const stages = added.enrolments.map((enrolment) => ({ ...enrolment, import: importId }))
  await allOf([
    made.length > 0 && insertContacts(db, centreId, made, by),
    changed.length > 0 && updateContacts(db, centreId, changed, now),
    ...(
      [
        ['points', 'contact_points', 'id uuid, contact_id uuid, kind text, value text, value_norm text, position int'],
        [
          'addresses',
          'contact_addresses',
          'id uuid, contact_id uuid, street text, postal_code text, town text, country text',
        ],
        ['statuses', 'contact_statuses', 'id uuid, contact_id uuid, kind text, value text'],
        ['affiliations', 'affiliations', 'id uuid, contact_id uuid, organisation text, role text'],
      ] as const
    ).map(
      ([name, table, columns]) => added[name].length > 0 && insertInto(db, centreId, table, columns, added[name], now),
    ),
    added.languages.length > 0 && putLanguages(db, centreId, added.languages),
    added.motives.length > 0 && insertMotives(db, centreId, added.motives, now),
    stages.length > 0 && insertEnrolments(db, centreId, stages, memberId, now),
    added.activities.length > 0 && insertActivities(db, centreId, added.activities, memberId, now),
  ])
}

/** One failure may take others with it; all are waited for, and the first one is told. */
export const allOf = async (statements: readonly (Promise<unknown> | false)[]) => {
  const settled = await Promise.allSettled(statements)
  const failed = settled.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}

/** Most of what could be known of a person is not: it need not travel. */
const rowOf = ({ id, version, columns, tags }: Known) => ({
  ...Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== '')),
  ...{ id, version, tags },
})

type Of<Value> = Partial<Record<(typeof ownColumns)[number], Value>>
const types: Of<string> = { owner_id: 'uuid', next_step_on: 'date' }
const ifEmpty: Of<string> = { horizon: 'null', owner_id: 'null', next_step_on: 'null', lang: "'cs'" }
const names = sql.raw(ownColumns.join(', '))
const values = sql.raw(ownColumns.map((column) => `coalesce(r.${column}, ${ifEmpty[column] ?? "''"})`).join(', '))
const record = sql.raw(
  `id uuid, version int, tags text[], ${ownColumns.map((column) => `${column} ${types[column] ?? 'text'}`).join(', ')}`,
)

const told = (rows: readonly unknown[]): RawBuilder<unknown> => sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`

const insertContacts = (db: Db, centreId: string, rows: readonly unknown[], by: Origin) =>
  sql`
    insert into contacts (centre_id, id, version, tags, ${names}, source, source_note, lawful_basis, created_at, updated_at)
    select ${centreId}, id, 1, tags, ${values}, 'import', ${by.sourceNote}, ${by.lawfulBasis}, ${by.now}, ${by.now}
    from ${told(rows)} as r (${record})`.execute(db)

const updateContacts = (db: Db, centreId: string, rows: readonly unknown[], now: Date) =>
  sql`
    update contacts c set (tags, ${names}, version, updated_at)
      = (select r.tags, ${values}, c.version + 1, ${now}::timestamptz)
    from ${told(rows)} as r (${record}) where c.centre_id = ${centreId} and c.id = r.id and c.version = r.version`.execute(
    db,
  )

const insertInto = (db: Db, centreId: string, table: string, columns: string, rows: readonly unknown[], now: Date) => {
  const listed = sql.raw(
    columns
      .split(', ')
      .map((column) => column.split(' ')[0])
      .join(', '),
  )
  const [more, values] = table === 'contact_addresses' ? [sql`kind, `, sql`'home', `] : [sql``, sql``]
  return sql`
    insert into ${sql.table(table)} (centre_id, ${more}${listed}, created_at)
    select ${centreId}, ${values}${listed}, ${now} from ${told(rows)} as r (${sql.raw(columns)})`.execute(db)
}

const putLanguages = (db: Db, centreId: string, rows: Additions['languages']) => {
  const last = [...new Map(rows.map((row) => [`${row.contact_id} ${row.lang}`, row])).values()]
  return sql`
    insert into contact_languages (centre_id, contact_id, lang, level)
    select ${centreId}, contact_id, lang, level from ${told(last)} as r (contact_id uuid, lang text, level text)
    on conflict (centre_id, contact_id, lang) do update set level = excluded.level`.execute(db)
}

const insertMotives = (db: Db, centreId: string, rows: readonly unknown[], now: Date) =>
  sql`
    insert into contact_motives (centre_id, contact_id, kind, code, noted_at)
    select ${centreId}, contact_id, kind, code, ${now} from ${told(rows)} as r (contact_id uuid, kind text, code text)
    on conflict do nothing`.execute(db)

const insertEnrolments = (db: Db, centreId: string, rows: readonly unknown[], memberId: string, now: Date) =>
  sql`
    with asked as (select * from ${told(rows)} as r (id uuid, contact_id uuid, track text, stage text, import text)),
    enrolled as (
      insert into enrolments (centre_id, id, contact_id, track, stage, stage_since, created_at)
      select ${centreId}, id, contact_id, track, stage, ${now}, ${now} from asked returning id, contact_id, track, stage),
    changed as (
      insert into stage_changes (centre_id, id, enrolment_id, from_stage, to_stage, at, member_id)
      select ${centreId}, gen_random_uuid(), id, null, stage, ${now}, ${memberId} from enrolled)
    insert into activities (centre_id, id, contact_id, kind, occurred_at, member_id, particulars, created_at)
    select ${centreId}, gen_random_uuid(), contact_id, 'enrolled', ${now}, ${memberId},
      jsonb_build_object('track', track, 'stage', stage, 'import', import), ${now} from asked`.execute(db)

const insertActivities = (db: Db, centreId: string, rows: readonly unknown[], memberId: string | null, now: Date) =>
  sql`
    insert into activities (centre_id, id, contact_id, kind, occurred_at, member_id, body, particulars, created_at)
    select ${centreId}, id, contact_id, kind, ${now}, ${memberId}, body, particulars, ${now}
    from ${told(rows)} as r (id uuid, contact_id uuid, kind text, body text, particulars jsonb)`.execute(db)

export type AuditRow = { id: string; subject_id: string; action: string; fields: string[] }

export const insertAudit = (db: Db, centreId: string, rows: readonly AuditRow[], memberId: string, now: Date) =>
  sql`
    insert into audit_entries (centre_id, id, at, member_id, action, subject_type, subject_id, fields)
    select ${centreId}, id, ${now}, ${memberId}, action, 'contact', subject_id, fields
    from ${told(rows)} as r (id uuid, subject_id uuid, action text, fields text[])`.execute(db)
