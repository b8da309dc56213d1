import type { Classification, Plan } from '../../src/sharing/release/plan.ts'
import { Card } from '../components/card.tsx'
import type { StaffT } from '../messages/index.ts'
import { labelOf, type PublishedTables } from './published.ts'
import type { Release } from './release-props.ts'

type Planned = Pick<Plan, 'frames' | 'items' | 'tables'>
type Props = { t: StaffT; published: PublishedTables; plan?: Planned | undefined; release: Pick<Release, 'report'> }

/** The plan less what was published: merged codes, and tables that are not there. */
export const Lost = ({ t, published, plan, release }: Props) => {
  const merged = mergedIn(t, published, plan)
  const withheld = withheldOf(published, plan)
  return (
    <Card title={t('sharing.lost')}>
      {merged.length === 0 && withheld.length === 0 && <p>{t('sharing.lost_none')}</p>}
      {merged.length > 0 && (
        <>
          <h3>{t('sharing.lost_merged')}</h3>
          <ul class="points small">
            {merged.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </>
      )}
      {withheld.length > 0 && (
        <>
          <h3>{t('sharing.lost_withheld')}</h3>
          <ul class="points small">
            {withheld.map(([item, frame]) => (
              <li>
                {t(`sharing.withheld.${reasonOf(release, item, frame)}`, {
                  item: labelOf(t.lang, plannedOf(plan?.items, item)),
                  frame: labelOf(t.lang, plannedOf(plan?.frames, frame)),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

const mergedIn = (t: StaffT, { codes }: PublishedTables, plan?: Planned): string[] =>
  [...codes.frames, ...codes.items].flatMap((dimension) => {
    const planned = [...(plan?.frames ?? []), ...(plan?.items ?? [])].find(({ id }) => id === dimension.id)
    return dimension.codes
      .filter(({ members }) => members.length > 1)
      .map((code) =>
        t('sharing.lost_merged_line', {
          dimension: labelOf(t.lang, dimension),
          code: labelOf(t.lang, code),
          members: new Intl.ListFormat(t.lang).format(
            code.members.map((member) => labelOf(t.lang, plannedCode(planned, member))),
          ),
        }),
      )
  })

const withheldOf = ({ cells }: PublishedTables, plan?: Planned) => {
  const there = new Set(cells.map(({ item, frame }) => `${item} ${frame}`))
  return (plan?.tables ?? []).filter(([item, frame]) => !there.has(`${item} ${frame}`))
}

const reasons = ['unproven', 'unfit', 'telling', 'one_group'] as const

const reasonOf = ({ report }: Pick<Release, 'report'>, item: string, frame: string) => {
  const repairs = (report?.repairs ?? []) as { item?: string; frame?: string; why?: string }[] // whatever they are, read as such
  const why = repairs.find((repair) => repair.item === item && repair.frame === frame)?.why
  return reasons.find((known) => known === why) ?? 'one_group'
}

const plannedOf = (among: readonly Classification[] | undefined, id: string) =>
  among?.find((each) => each.id === id) ?? { id }

const plannedCode = (planned: Classification | undefined, member: string) =>
  planned?.codes.find(({ code }) => code === member) ?? { code: member }
