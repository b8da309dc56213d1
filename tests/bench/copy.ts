import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type postgres from 'postgres'

export type Value = string | number | Date | null

/** Streams rows into a table by COPY, as a superuser may. */
export const copyInto = async (
  client: postgres.Sql,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Value[]>,
) => {
  const into = await client.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable()
  await pipeline(Readable.from(chunksOf(rows)), into)
}

function* chunksOf(rows: Iterable<readonly Value[]>): Generator<Buffer> {
  let lines: string[] = []
  for (const row of rows) {
    lines.push(row.map(written).join('\t'))
    if (lines.length < 1000) continue
    yield Buffer.from(`${lines.join('\n')}\n`)
    lines = []
  }
  if (lines.length > 0) yield Buffer.from(`${lines.join('\n')}\n`)
}

const written = (value: Value): string => {
  if (value === null) return '\\N'
  if (value instanceof Date) return value.toISOString()
  return String(value).replace(/[\\\t\n\r]/g, (letter) => escapes[letter] ?? letter)
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
