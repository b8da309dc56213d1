import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Dimension, Package, Published } from './release/format.ts'
import { readPackage } from './release/package.ts'

/**
 * Whatever a package says that its plan did not announce: files, dimensions, tables and words beside the numbers. The plan
 * is written before anything is counted, so what only repeats it can tell nothing; an exact share in a label can.
 */
export const strayContents = (files: Package): string[] => {
  const published = readPackage(files)
  const bytes = files.get('plan.json')
  if (!bytes) return ['plan.json is missing']
  const plan = planShape.parse(JSON.parse(new TextDecoder().decode(bytes)))
  const { codes, manifest } = published
  return [
    ...(createHash('sha256').update(bytes).digest('hex') === manifest.plan_hash ? [] : ['plan.json is another plan']),
    ...[...files.keys()].filter((path) => !known.test(path)).map((path) => `${path} is no file of a release`),
    ...strayDimensions(codes.frames, plan.frames),
    ...strayDimensions(codes.items, plan.items),
    ...codes.items
      .filter(
        (item) =>
          !plan.items.some(
            ({ id, kind, sensitive }) => id === item.id && kind === item.kind && sensitive === item.sensitive,
          ),
      )
      .map(({ id }) => `${id} is another kind of question than planned`),
    ...strayTables(published, plan.tables),
    ...strayNames(published, plan),
    ...strayWorlds(files),
  ]
}

const known =
  /^(?:manifest\.(?:json|sig)|codes\.json|margins\.csv|cells\.csv|(?:earlier-)?covers\.json|differences\.json|plan\.json|repairs\.json|datapackage\.json|ddi\.xml|sdmx\.csv|cells\.csv-metadata\.json|worlds-schema\.json|worlds\/\d+\.csv)$/

const labels = z.record(z.string(), z.string())
const planned = z.object({
  id: z.string(),
  labels,
  codes: z.array(z.object({ code: z.string(), labels })),
  groups: z.array(z.object({ code: z.string(), labels })),
})
const planShape = z.object({
  centre: z.string(),
  survey: z.string(),
  wave: z.string(),
  frames: z.array(planned),
  items: z.array(planned.extend({ kind: z.string(), sensitive: z.boolean() })),
  tables: z.array(z.tuple([z.string(), z.string()])),
})
type Planned = z.infer<typeof planned>

const strayDimensions = (dimensions: readonly Dimension[], plan: readonly Planned[]): string[] =>
  dimensions.flatMap((dimension) => {
    const own = plan.find(({ id }) => id === dimension.id)
    if (!own) return [`${dimension.id} was not planned`]
    const words = [own, ...own.codes, ...own.groups].flatMap((one) => Object.values(one.labels))
    const said = [dimension, ...dimension.codes].flatMap((one) => Object.values(one.labels))
    const names = new Set([...own.codes, ...own.groups].map(({ code }) => code))
    const leaves = new Set(own.codes.map(({ code }) => code))
    return [
      ...said.filter((label) => !isMadeOf(label, words, ' + ')).map((label) => `${dimension.id} is called ${label}`),
      ...dimension.codes
        .filter(({ code, members }) => !isMadeOf(code, [...names], '+') || members.some((leaf) => !leaves.has(leaf)))
        .map(({ code }) => `${dimension.id} has an unplanned code ${code}`),
      ...(dimension.codes.flatMap(({ members }) => members).length === leaves.size
        ? []
        : [`${dimension.id} lacks codes`]),
    ]
  })

const isMadeOf = (text: string, words: readonly string[], joint: string) =>
  words.includes(text) || text.split(joint).every((part) => words.includes(part))

const strayTables = ({ cells }: Published, tables: readonly (readonly [string, string])[]): string[] => {
  const names = [...new Set(cells.map(({ item, frame }) => `${item} by ${frame}`))]
  return names
    .filter((name) => !tables.some(([item, frame]) => name === `${item} by ${frame}`))
    .map((name) => `${name} was not planned`)
}

const strayNames = ({ manifest }: Published, plan: z.infer<typeof planShape>): string[] =>
  (['centre', 'survey', 'wave'] as const)
    .filter((name) => manifest[name] !== plan[name])
    .map((name) => `${name} is not the plan’s`)

/** A world that proves nothing is one somebody wanted to show. */
const strayWorlds = (files: Package): string[] => {
  const proofs = ['covers.json', 'earlier-covers.json', 'differences.json'].map((path) =>
    new TextDecoder().decode(files.get(path)),
  )
  return [...files.keys()].flatMap((path) => {
    const [, name] = /^worlds\/(\d+)\.csv$/.exec(path) ?? []
    return name === undefined || proofs.some((proof) => proof.includes(`"${name}"`)) ? [] : [`${path} proves nothing`]
  })
}
