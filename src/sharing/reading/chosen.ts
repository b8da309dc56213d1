import type { Scope } from '../../db/scope.ts'
import { isUuid } from '../../lib/ids.ts'
import { type ReadableFile, readPublished } from '../queries/readable.ts'
import type { Package } from '../release/format.ts'
import { readPackage } from '../release/package.ts'
import type { Readable } from './readable.ts'

/** The wanted releases in the order they were asked for, each once; what may not be read is as if it never was. */
export const readChosen = async ({ db, centreId, now }: Scope, wanted: readonly string[]): Promise<Readable[]> => {
  const ids = [...new Set(wanted.filter(isUuid))]
  if (ids.length === 0) return []
  const files = Map.groupBy(await readPublished(db, centreId, { wanted: ids, files: 'shown', now }), ({ id }) => id)
  return [...files.values()].flatMap(readableIn)
}

/** One release with all of its files, worlds and all; `undefined` when it may not be read. */
export const readWhole = async ({ db, centreId, now }: Scope, id: string): Promise<Whole | undefined> => {
  const files = isUuid(id) ? await readPublished(db, centreId, { wanted: [id], files: 'all', now }) : []
  return readableIn(files).map((release) => ({ release, files: packageOf(files) }))[0]
}

export type Whole = { release: Readable; files: Package }

const readableIn = (files: ReadableFile[]): Readable[] =>
  files.slice(0, 1).map(({ id, origin, region }) => ({ ...readPackage(packageOf(files)), id, origin, region }))

const packageOf = (files: readonly ReadableFile[]): Package => new Map(files.map(({ path, bytes }) => [path, bytes]))
