import type { Plan } from '../../src/sharing/release/plan.ts'
import { Card } from '../components/card.tsx'
import type { StaffT } from '../messages/index.ts'
import { mergedIn } from './merged.ts'
import { labelOf, type PublishedTables, questionOf } from './published.ts'
import type { Release } from './release-props.ts'

type Planned = Pick<Plan, 'frames' | 'items' | 'tables'>
type Props = {
  t: StaffT
  published: PublishedTables
  plan?: Planned | undefined
  release: Pick<Release, 'report'>
  /** question code -> what was asked */
  wordings: ReadonlyMap<string, string>
}

/** The plan less what was published: merged codes, and tables that are not there. */
export const Lost = (props: Props) => {
  const { t } = props
  const merged = mergedIn(props)
  const withheld = withheldOf(props)
  return (
    <Card title={t('sharing.lost')}>
      {merged.length === 0 && withheld.length === 0 && <p>{t('sharing.lost_none')}</p>}
      {merged.length > 0 && <Lines summary={t('sharing.lost_merged', { count: merged.length })} lines={merged} />}
      {withheld.length > 0 && <h3>{t('sharing.lost_withheld')}</h3>}
      {[...Map.groupBy(withheld, ({ reason }) => reason)].map(([reason, of]) => (
        <Lines
          summary={t(`sharing.withheld.${reason}`, { count: of.length })}
          lines={[...Map.groupBy(of, ({ item }) => questionOf(item)).values()].map((tables) => lineOf(props, tables))}
        />
      ))}
    </Card>
  )
}

const Lines = ({ summary, lines }: { summary: string; lines: readonly string[] }) => (
  <details class="lost">
    <summary>{summary}</summary>
    <ul class="points small">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  </details>
)

type Withheld = { item: string; frame: string; reason: (typeof reasons)[number] }

const withheldOf = ({ published: { cells }, plan, release }: Props): Withheld[] => {
  const there = new Set(cells.map(({ item, frame }) => `${item} ${frame}`))
  return (plan?.tables ?? [])
    .filter(([item, frame]) => !there.has(`${item} ${frame}`))
    .map(([item, frame]) => ({ item, frame, reason: reasonOf(release, item, frame) }))
}

const reasons = ['unproven', 'unfit', 'telling', 'one_group'] as const

const reasonOf = ({ report }: Pick<Release, 'report'>, item: string, frame: string) => {
  const repairs = (report?.repairs ?? []) as { item?: string; frame?: string; why?: string }[] // whatever they are, read as such
  const why = repairs.find((repair) => repair.item === item && repair.frame === frame)?.why
  return reasons.find((known) => known === why) ?? 'one_group'
}

const lineOf = ({ t, plan, wordings }: Props, tables: readonly Withheld[]): string => {
  const item = tables[0]?.item ?? ''
  const named = (among: Planned['frames'] | undefined, id: string) =>
    labelOf(t.lang, among?.find((each) => each.id === id) ?? { id })
  const frames = [...new Set(tables.map(({ frame }) => named(plan?.frames, frame)))]
  return t('sharing.withheld_line', {
    item: wordings.get(questionOf(item)) ?? named(plan?.items, item),
    frames: new Intl.ListFormat(t.lang).format(frames),
    tables: t('sharing.plan_tables', { count: tables.length }),
  })
}
