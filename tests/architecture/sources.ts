import { readdirSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path/posix'

/** Path from the root of the project -> text. Rules read this, so that a planted violation is only another entry. */
export type Sources = ReadonlyMap<string, string>

/** All TypeScript below the folders. */
export const readSources = (...folders: string[]): Map<string, string> => {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
  )
  return new Map(paths.filter((path) => /\.tsx?$/.test(path)).map((path) => [path, readFileSync(path, 'utf8')]))
}

/** The same sources with more, or other, files among them. */
export const planted = (sources: Sources, files: Record<string, string>): Sources =>
  new Map([...sources, ...Object.entries(files)])

export type Import = { from: string; to: string; typeOnly: boolean; names: string }

/** What every file imports, exports from elsewhere, or loads later; paths of our own are resolved from the root. */
export const importsOf = (sources: Sources): Import[] =>
  [...sources].flatMap(([from, text]) => [...text.matchAll(importPattern)].map((match) => importIn(from, match)))

/** The area a file of src belongs to; undefined for the edges, which lie in src itself. */
export const areaOf = (path: string): string | undefined => /^src\/([a-z-]+)\//.exec(path)?.[1]

const importPattern =
  /^(?:import|export)\s+(?<type>type\s)?(?:(?<names>[^;'"]*?)\sfrom\s+)?['"](?<target>[^'"]+)['"]|\bimport\(['"](?<later>[^'"]+)['"]\)/gm

const importIn = (from: string, { groups = {} }: RegExpMatchArray): Import => {
  const target = groups.target ?? groups.later ?? ''
  const to = target.startsWith('.') ? normalize(join(from, '..', target)) : target
  return { from, to, typeOnly: groups.type !== undefined, names: groups.names ?? '' }
}
