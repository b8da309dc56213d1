import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import {
  type Content,
  type Header,
  headerName,
  Manifest,
  manifestName,
  tableOfPart,
} from '../../src/db/backup/format.ts'
import { type Backup, eachEntry } from '../../src/db/backup/read.ts'
import { sealOf } from '../../src/db/backup/seal.ts'
import { tally } from '../../src/db/backup/tally.ts'
import { joined, tarEnd, tarEntry } from '../../src/db/backup/tar.ts'

export type Entry = { name: string; body: Buffer }

/** Writes the backup anew with other entries and a seal that matches them: what a mistake of ours could produce. */
export const forged = async (backup: Backup, path: string, change: (entries: Entry[]) => Entry[]) => {
  const entries: Entry[] = []
  await eachEntry(backup.path, backup.bytes, async ({ name, body }) => {
    entries.push({ name, body: await joined(body) })
  })
  const at = new Date(backup.header.createdAt)
  const archive = gzipSync(
    Buffer.concat([...change(entries).map(({ name, body }) => tarEntry(name, body, at)), tarEnd]),
  )
  return sealed(path, archive)
}

export const sealed = async (path: string, archive: Buffer) => {
  await writeFile(path, Buffer.concat([archive, sealOf(createHash('sha256').update(archive).digest())]))
  return path
}

export const changedHeader = (change: Partial<Header>) => (entries: Entry[]) =>
  entries.map((entry) =>
    entry.name === headerName
      ? { ...entry, body: Buffer.from(JSON.stringify({ ...JSON.parse(entry.body.toString()), ...change })) }
      : entry,
  )

/** Other rows for a table, and a manifest that knows them. */
export const changedRows = (table: string, change: (rows: string) => string) => (entries: Entry[]) => {
  const counted: Record<string, Content> = {}
  const rewritten = entries.map((entry) => {
    if (tableOfPart(entry.name) !== table) return entry
    const body = Buffer.from(change(entry.body.toString()))
    const { add, content } = tally()
    add(body)
    counted[table] = content()
    return { ...entry, body }
  })
  return rewritten.map((entry) => {
    if (entry.name !== manifestName) return entry
    const manifest = Manifest.parse(JSON.parse(entry.body.toString()))
    const body = Buffer.from(JSON.stringify({ ...manifest, tables: { ...manifest.tables, ...counted } }))
    return { ...entry, body }
  })
}
