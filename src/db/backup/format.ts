import * as z from 'zod'

/**
 * A backup is a gzipped tar archive with a seal behind it:
 *   krajan/header.json                  who wrote it, which schema, the tables with their columns in the order they load
 *   krajan/tables/<name>/<part>.copy    rows as PostgreSQL's COPY writes them (text format), in parts of some megabytes
 *   krajan/manifest.json                rows, bytes and SHA-256 of every table, and where sequences stand
 */
export const headerName = 'krajan/header.json'
export const manifestName = 'krajan/manifest.json'
export const partName = (table: string, part: number): string =>
  `krajan/tables/${table}/${String(part).padStart(6, '0')}.copy`
export const tableOfPart = (name: string): string | undefined =>
  /^krajan\/tables\/([^/]+)\/\d{6}\.copy$/.exec(name)?.[1]

const Table = z.object({ name: z.string(), columns: z.array(z.string()) })

export const Header = z.object({
  format: z.literal(1),
  krajan: z.string(),
  schema: z.string(),
  server: z.string(),
  createdAt: z.iso.datetime(),
  tables: z.array(Table),
})
export type Header = z.infer<typeof Header>

const Content = z.object({ rows: z.number().int(), bytes: z.number().int(), sha256: z.string() })
export type Content = z.infer<typeof Content>

export const Manifest = z.object({
  tables: z.record(z.string(), Content),
  sequences: z.record(z.string(), z.string().regex(/^-?\d{1,19}$/)),
})
export type Manifest = z.infer<typeof Manifest>
