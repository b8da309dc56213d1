import type { Code, Dimension } from '../../src/sharing/release/format.ts'
import type { Classification, Plan } from '../../src/sharing/release/plan.ts'
import type { StaffT } from '../messages/index.ts'
import { isSumOf, labelOf, type PublishedTables, questionOf } from './published.ts'

type Merging = {
  t: StaffT
  published: PublishedTables
  plan?: Pick<Plan, 'frames' | 'items'> | undefined
  wordings: ReadonlyMap<string, string>
}

/** A line for each frame and question of which something was merged. */
export const mergedIn = (merging: Merging): string[] => {
  const { published, plan } = merging
  const frames = published.codes.frames.filter(isMerged).map((frame) => lineOf(merging, frame, plan?.frames))
  const items = Map.groupBy(published.codes.items.filter(isMerged), ({ id }) => questionOf(id))
  return [
    ...frames,
    ...[...items.values()].flatMap((of) => {
      const [first] = of
      if (!first) return []
      return of.length === 1 ? [lineOf(merging, first, plan?.items)] : [optionsLineOf(merging, first, of)]
    }),
  ]
}

const isMerged = ({ codes }: Dimension) => codes.some(({ members }) => members.length > 1)

const lineOf = (merging: Merging, dimension: Dimension, among: readonly Classification[] | undefined): string =>
  merging.t('sharing.lost_merged_line', {
    dimension: labelOf(merging.t.lang, dimension),
    groups: groupsOf(merging.t, dimension, among).join('; '),
  })

const optionsLineOf = ({ t, plan, wordings }: Merging, first: Dimension, options: readonly Dimension[]): string =>
  t('sharing.lost_merged_options', {
    item: wordings.get(questionOf(first.id)) ?? questionOf(first.id),
    count: options.length,
    groups: [...new Set(options.flatMap((option) => groupsOf(t, option, plan?.items)))].join('; '),
  })

const groupsOf = (t: StaffT, { id, codes }: Dimension, among: readonly Classification[] | undefined): string[] => {
  const planned = among?.find((each) => each.id === id)
  return codes.filter(({ members }) => members.length > 1).map((code) => groupOf(t, code, planned))
}

const groupOf = (t: StaffT, code: Code, planned: Classification | undefined): string => {
  const names = code.members.map((member) =>
    labelOf(t.lang, planned?.codes.find((each) => each.code === member) ?? { code: member }),
  )
  const members = new Intl.ListFormat(t.lang).format(names)
  return isSumOf(code) ? members : t('sharing.lost_merged_group', { code: labelOf(t.lang, code), members })
}
