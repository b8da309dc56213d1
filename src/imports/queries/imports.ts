import { type Insertable, sql, type Updateable } from 'kysely'
import type { Db } from '../../db/connection.ts'
import type { Imports } from '../../db/types.generated.ts'
import type { ImportState } from '../../lib/imports.ts'
import { anId, decodeCursor, pageOf } from '../../lib/paging.ts'

export type NewImport = Omit<Insertable<Imports>, 'centre_id'>

/** Writes a list down with its file and its rows, a piece a statement. */
export const createImport = async (
  db: Db,
  centreId: string,
  { reading, header, top, sample, mapping = [], unknown_words = {}, meanings = {}, ...rest }: NewImport,
  pieces: Pieces,
) => {
  const json = { reading, header, top, sample, mapping, unknown_words, meanings }
  await db
    .insertInto('imports')
    .values({ centre_id: centreId, ...rest, ...asJson(json) })
    .execute()
  await putPieces(db, centreId, rest.id, pieces)
}

export type Pieces = Partial<Record<'file' | 'rows', Iterable<Uint8Array>>>

/** Puts other pieces in the place of those there were. */
export const putPieces = async (db: Db, centreId: string, importId: string, pieces: Pieces) => {
  for (const kind of ['file', 'rows'] as const) {
    const contents = pieces[kind]
    if (!contents) continue
    await deletePieces(db, centreId, importId, kind)
    let nth = 0
    for (const piece of contents) {
      const content = Buffer.from(piece)
      await db
        .insertInto('import_pieces')
        .values({ centre_id: centreId, import_id: importId, kind, nth: nth++, content })
        .execute()
    }
  }
}

export const deletePieces = (db: Db, centreId: string, importId: string, kind: 'file' | 'rows') =>
  db
    .deleteFrom('import_pieces')
    .where('centre_id', '=', centreId)
    .where('import_id', '=', importId)
    .where('kind', '=', kind)
    .execute()

export const findPiece = async (db: Db, centreId: string, importId: string, kind: 'file' | 'rows', nth: number) => {
  const row = await db
    .selectFrom('import_pieces')
    .where('centre_id', '=', centreId)
    .where('import_id', '=', importId)
    .where('kind', '=', kind)
    .where('nth', '=', nth)
    .select('content')
    .executeTakeFirst()
  return row?.content
}

export type ImportRecord = Awaited<ReturnType<typeof findImport>> & {}

export const findImport = (db: Db, centreId: string, id: string, { held = false } = {}) =>
  db
    .selectFrom('imports as i')
    .leftJoin('members as m', 'm.id', 'i.member_id')
    .where('i.centre_id', '=', centreId)
    .where('i.id', '=', id)
    .selectAll('i')
    .select('m.name as member_name')
    .$if(held, (query) => query.forUpdate('i'))
    .executeTakeFirst()

/** An earlier import of the very same file that has not been taken back. */
export const findSameFile = async (
  db: Db,
  centreId: string,
  { id, content_hash }: { id: string; content_hash: Buffer },
) =>
  db
    .selectFrom('imports')
    .where('centre_id', '=', centreId)
    .where('content_hash', '=', content_hash)
    .where('id', '<', id)
    .where('state', 'in', ['running', 'done'])
    .select(['id', 'created_at', 'ended_at'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

export const listImports = async (db: Db, centreId: string, after?: string, size = 20) => {
  const cursor = decodeCursor(after, [anId])
  const rows = await db
    .selectFrom('imports as i')
    .leftJoin('members as m', 'm.id', 'i.member_id')
    .where('i.centre_id', '=', centreId)
    .$if(cursor !== undefined, (query) => query.where('i.id', '<', cursor?.[0] ?? ''))
    .select(['i.id', 'i.name', 'i.state', 'i.row_count', 'i.created_at', 'm.name as member_name'])
    .orderBy('i.id', 'desc')
    .limit(size + 1)
    .execute()
  return pageOf(rows, size, ({ id }) => [id])
}

type Changes = Omit<Updateable<Imports>, 'id' | 'centre_id' | 'version'>

/** Changes an import that still is at `version` and in one of these states; false when it has moved on. */
export const updateImport = async (
  db: Db,
  centreId: string,
  { id, version }: { id: string; version: number },
  changes: Changes,
  states: readonly ImportState[],
): Promise<boolean> => {
  const row = await db
    .updateTable('imports')
    .set({ ...asJson(changes), version: version + 1 })
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', 'in', states)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The state a job leaves its import in. */
export const setState = async (db: Db, centreId: string, id: string, state: ImportState, endedAt?: Date) => {
  await db
    .updateTable('imports')
    .set((row) => ({
      state,
      version: sql<number>`${row.ref('version')} + 1`,
      ...(endedAt ? { ended_at: endedAt } : {}),
    }))
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .execute()
}

export const deleteImport = async (db: Db, centreId: string, id: string): Promise<boolean> => {
  const row = await db
    .deleteFrom('imports')
    .where('centre_id', '=', centreId)
    .where('id', '=', id)
    .where('state', 'in', ['read', 'mapped', 'checked'])
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Arrays would be sent as arrays of the database, so what is kept as JSON says so. */
const asJson = <Values extends object>(values: Values): Values => {
  const json = Object.entries(values).map(([name, value]) =>
    kept.has(name) && value !== undefined ? [name, sql`${JSON.stringify(value)}::jsonb`] : [name, value],
  )
  return Object.fromEntries(json) as Values // the same names, values as the database takes them
}

const kept = new Set(['reading', 'header', 'top', 'sample', 'mapping', 'unknown_words', 'meanings'])
