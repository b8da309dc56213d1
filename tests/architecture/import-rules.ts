import { areaOf, type Import, importsOf, type Sources } from './sources.ts'

/** Each area may build on those before it. */
export const ladder = [
  'lib',
  'db',
  'web',
  'mail',
  'privacy',
  'centres',
  'tracks',
  'accounts',
  'jobs',
  'contacts',
  'tasks',
  'obligations',
  'pipelines',
  'newcomers',
  'events',
  'surveys',
  'partners',
  'referrals',
  'cases',
  'campaigns',
  'duplicates',
  'imports',
  'bulk',
  'sharing',
  'me',
  'reports',
  'api',
  'home',
]

const rankOf = (path: string): number => ladder.indexOf(areaOf(path) ?? '')
const isRoutes = (path: string) => /^src\/.*\b(?:[a-z]+-)?routes\.tsx?$/.test(path)
const isQueries = (path: string) => /^src\/[a-z]+\/queries(?:\.ts|\/[a-z-]+\.ts)$/.test(path)
const isFormsOrPolicy = (path: string) => /^src\/[a-z]+\/(?:forms|policy)\.ts$/.test(path)
const isIdea = (path: string) =>
  rankOf(path) > ladder.indexOf('web') && !isRoutes(path) && !isQueries(path) && !isFormsOrPolicy(path)
const isEdge = (path: string) => /^src\/(?:(?:cli|node|workers)\/.+|[a-z-]+\.tsx?)$/.test(path)

const said = ({ from, to }: Import) => `${from} imports ${to}`
const reported = (sources: Sources, breaks: (found: Import) => boolean): string[] =>
  importsOf(sources).filter(breaks).map(said)

/** Nobody imports routes but the contents page. */
export const importedRoutes = (sources: Sources) =>
  reported(sources, ({ from, to }) => isRoutes(to) && !/^src\/app\b/.test(from) && !from.startsWith('tests/'))

/** Areas build on those below them, and every area has its place on the ladder. */
export const importsUpwards = (sources: Sources) => [
  ...reported(sources, ({ from, to }) => rankOf(from) >= 0 && rankOf(to) > rankOf(from)),
  ...[...new Set([...sources.keys()].filter((path) => !isEdge(path)).map(areaOf))]
    .filter((area) => area !== undefined && !ladder.includes(area))
    .map((area) => `${area} has no place on the ladder`),
]

/** The edges import the areas, never the other way round; of deps and settings an area takes the types. */
export const importedEdges = (sources: Sources) =>
  reported(sources, ({ from, to, typeOnly }) => {
    if (!isEdge(to) || isEdge(from) || !from.startsWith('src/')) return false
    return !(typeOnly && ['src/deps.ts', 'src/settings.ts'].includes(to))
  })

/** Within the areas: routes, then ideas, forms and policies, then queries; what is lower knows no more than types of it. */
export const layersUpsideDown = (sources: Sources) =>
  reported(sources, ({ from, to, typeOnly }) => {
    if (typeOnly || rankOf(to) <= ladder.indexOf('web')) return false
    if (isQueries(from)) return isIdea(to) || isFormsOrPolicy(to)
    return isFormsOrPolicy(from) && isIdea(to)
  })

/** Views are leaves: from src they know types, and the pure helpers of lib. */
export const viewsThatReach = (sources: Sources) =>
  reported(sources, ({ from, to, typeOnly }) => {
    if (!from.startsWith('views/') || !/^(?:src|seeds|tests|migrations)\//.test(to)) return false
    return !to.startsWith('src/') || !(typeOnly || to.startsWith('src/lib/'))
  })

/** lib could be a package of its own. */
export const libThatReaches = (sources: Sources) =>
  reported(
    sources,
    ({ from, to }) =>
      from.startsWith('src/lib/') && to.includes('/') && /^(?:src(?!\/lib\/)|views|seeds|tests|migrations)\//.test(to),
  )

const publishedAlone = ['format', 'plan', 'solver', 'package'].map((name) => `src/sharing/release/${name}.ts`)

/** Made-up worlds come from what is published: they take in nothing that knows answers, counts or a key. */
export const worldsThatKnow = (sources: Sources) =>
  reported(sources, ({ from, to, names }) => {
    if (!from.startsWith('src/sharing/worlds/') || to === 'd3-random') return false
    if (/\b(?:Plan|Counts|planBytes|sealed)\b/.test(names)) return true
    return !to.startsWith('src/sharing/worlds/') && !publishedAlone.includes(to)
  })

/** Seeds are for the demo, tests for nobody. */
export const importedTests = (sources: Sources) =>
  reported(sources, ({ from, to }) => {
    if (to.startsWith('tests/')) return !from.startsWith('tests/')
    return to.startsWith('seeds/') && !/^(?:seeds|tests)\//.test(from) && !isEdge(from)
  })

/** Circles of files that need each other to run, each told once. */
export const circles = (sources: Sources): string[] => {
  const needs = new Map<string, string[]>()
  for (const { from, to, typeOnly } of importsOf(sources)) {
    if (!typeOnly && sources.has(to)) needs.set(from, [...(needs.get(from) ?? []), to])
  }
  const done = new Set<string>()
  const found: string[] = []
  const visit = (path: string, trail: string[]) => {
    if (trail.includes(path)) found.push([...trail.slice(trail.indexOf(path)), path].join(' -> '))
    if (done.has(path) || trail.includes(path)) return
    for (const next of needs.get(path) ?? []) visit(next, [...trail, path])
    done.add(path)
  }
  for (const path of needs.keys()) visit(path, [])
  return found
}
