import * as z from 'zod'
import type { Answers } from './answers.ts'
import { plainPlan } from './plain-plan.ts'
import type { Plan, PlannedCode } from './plan.ts'

const labels = z.record(z.string(), z.string())
const name = z
  .union([
    z
      .string()
      .min(1)
      .regex(/^\P{Cc}*$/u),
    z.number().int(),
  ])
  .transform(String)

/** `plan.json` of the command line: everything may be left out, then the plan is plain. Keyed by the columns of the answers. */
export const planFile = z.strictObject({
  centre: name.optional(),
  survey: name.optional(),
  wave: name.optional(),
  snapshot: z.number().int().min(1).optional(),
  week: z
    .string()
    .regex(/^\d{4}-W\d{2}$/)
    .optional(),
  /** Of a column, and of its codes and the groups above them. */
  labels: z
    .record(z.string(), z.strictObject({ labels: labels.default({}), codes: z.record(z.string(), labels).default({}) }))
    .default({}),
  kinds: z.record(z.string(), z.enum(['single', 'option', 'likert'])).default({}),
  sensitive: z.array(z.string()).default([]),
  /** Of a column: each code to the group above it, groups to groups above them. */
  hierarchies: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  /** Of a column: all of its codes, in their order, also those that nobody gave. */
  codes: z.record(z.string(), z.array(z.string())).default({}),
  /** Columns whose codes have no order: these are merged with any other, not with a neighbour. */
  unordered: z.array(z.string()).default([]),
  tables: z.array(z.tuple([z.string(), z.string()])).optional(),
  rules: z
    .array(
      z.union([
        z.strictObject({
          item: z.string(),
          if: z.strictObject({ item: z.string(), codes: z.array(z.string()) }),
          only: z.array(z.string()),
        }),
        z.strictObject({ oneOf: z.array(z.string()), code: z.string(), silent: z.array(z.string()).default([]) }),
      ]),
    )
    .default([]),
})

export type PlanFile = z.infer<typeof planFile>

/** The plan of some columns of coded answers, described by a plan file. */
export const planFrom = (
  file: PlanFile,
  answers: Answers,
  frames: readonly string[],
  items: readonly string[],
): Plan => {
  const plain = plainPlan(answers, frames, items)
  const describe = <Dimension extends Plan['frames'][number]>(dimension: Dimension): Dimension => {
    const { id } = dimension
    const own = ownOf(file.labels, id)
    const above = new Map(Object.entries(ownOf(file.hierarchies, id) ?? {}))
    const codes = ownOf(file.codes, id) ?? dimension.codes.map(({ code }) => code)
    const known = new Set(codes)
    const groups = [...new Set(above.values())].filter((code) => !known.has(code))
    const coded = (code: string): PlannedCode => ({
      code,
      labels: ownOf(own?.codes ?? {}, code) ?? {},
      ...(above.has(code) ? { parent: above.get(code) ?? '' } : {}),
    })
    return {
      ...dimension,
      labels: own?.labels ?? {},
      ordered: !file.unordered.includes(id),
      codes: codes.map(coded),
      groups: groups.map(coded),
    }
  }
  return {
    centre: file.centre ?? plain.centre,
    survey: file.survey ?? plain.survey,
    wave: file.wave ?? plain.wave,
    snapshot: file.snapshot ?? plain.snapshot,
    week: file.week ?? plain.week,
    frames: plain.frames.map(describe),
    items: plain.items.map((item) => ({
      ...describe(item),
      kind: ownOf(file.kinds, item.id) ?? item.kind,
      sensitive: file.sensitive.includes(item.id),
    })),
    tables: file.tables ?? plain.tables,
    rules: file.rules,
  }
}

/** What was written under a name, never what every object has. */
const ownOf = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined

/** A hierarchy that leads back to itself would have no top. */
export const circleIn = ({ hierarchies }: PlanFile): string | undefined =>
  Object.keys(hierarchies).find((id) => {
    const above = hierarchies[id] ?? {}
    return Object.keys(above).some((code) => {
      let [at, steps]: [string | undefined, number] = [above[code], 0]
      while (at !== undefined && steps++ <= Object.keys(above).length) at = above[at]
      return at !== undefined
    })
  })

/** Names in a plan file that no column has: what was misspelt would be shared otherwise than meant. */
export const strangeNames = (file: PlanFile, columns: readonly string[]): string[] => {
  const named = [
    ...Object.keys(file.labels),
    ...Object.keys(file.kinds),
    ...file.sensitive,
    ...Object.keys(file.hierarchies),
    ...Object.keys(file.codes),
    ...file.unordered,
    ...file.rules.flatMap((rule) => ('oneOf' in rule ? rule.oneOf : [rule.item, rule.if.item])),
  ]
  return [...new Set(named.filter((name) => !columns.includes(name)))]
}
