import type { LeftOut } from '../../src/lib/words.ts'
import type { Plan, PlannedItem } from '../../src/sharing/release/plan.ts'
import { PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { labelOf, questionOf } from './published.ts'
import { isTooEarly, mayPrepare, type Preparable } from './wave.ts'

export type WavePlan = Pick<Plan, 'frames' | 'items' | 'tables'>
/** Why a preparation cannot begin. */
export type Obstacle =
  | { kind: 'too_few' | 'not_grown'; counted: number; needed: number }
  | { kind: 'unplannable'; reason: 'no_frames' | 'no_items' | 'unmapped'; codes?: readonly string[] | undefined }
  | { kind: 'other_regime' | 'no_counter' }

export type PlanPageProps = {
  t: StaffT
  base: string
  survey: Preparable & { slug: string; title: string; wave: number }
  planned?: { plan: WavePlan; leftOut: readonly LeftOut[] } | undefined
  /** once something was made by it */
  hash?: string | undefined
  obstacle?: Obstacle | undefined
  mayShare: boolean
  mayMark: boolean
  /** question code -> what was asked */
  wordings: ReadonlyMap<string, string>
  done?: 'sensitive' | 'sensitive_fixed' | undefined
}

export const PlanPage = (props: PlanPageProps) => {
  const { t, base, survey, planned, hash, obstacle, mayShare, done } = props
  const title = t('sharing.wave_of', { survey: survey.title, number: survey.wave })
  return (
    <>
      <PageHead
        title={t('sharing.plan_title', { survey: title })}
        back={{ href: base, label: t('sharing.title') }}
        lead={t('sharing.plan_lead')}
        actions={
          mayShare &&
          !obstacle &&
          mayPrepare(survey) && (
            <PostButton action={`${base}/plan/${survey.slug}/${survey.wave}/prepare`}>
              {t(survey.status === 'approved' ? 'sharing.prepare_again' : 'sharing.prepare')}
            </PostButton>
          )
        }
      />
      {done === 'sensitive' && <Flash tone="good">{t('sharing.sensitive_done')}</Flash>}
      {done === 'sensitive_fixed' && <Flash tone="waiting">{t('sharing.sensitive_fixed')}</Flash>}
      {obstacle && (
        <Flash tone="bad" title={t('sharing.cannot')}>
          {obstacleOf(t, obstacle)}
        </Flash>
      )}
      {!obstacle && isTooEarly(survey) && <p class="muted">{t('sharing.grows_at', { needed: survey.needed })}</p>}
      {planned && (
        <>
          <p class="hash-line">{hash ? t('sharing.plan_fixed', { hash }) : t('sharing.plan_open')}</p>
          <Frames t={t} plan={planned.plan} />
          <Items {...props} plan={planned.plan} />
          <Left {...props} leftOut={planned.leftOut} />
        </>
      )}
    </>
  )
}

const Frames = ({ t, plan }: { t: StaffT; plan: WavePlan }) => (
  <Card title={t('sharing.plan_frames')}>
    <ul class="points">
      {plan.frames.map((frame) => (
        <li>
          <strong>{labelOf(t.lang, frame)}</strong>{' '}
          <span class="muted">
            {t('sharing.plan_groups', { count: frame.codes.length })}
            {': '}
            {frame.codes.map((code) => labelOf(t.lang, code)).join(', ')}
          </span>
        </li>
      ))}
    </ul>
    <p class="small muted">{t('sharing.plan_groups_text')}</p>
  </Card>
)

type Asked = { code: string; items: readonly PlannedItem[]; sensitive: boolean }

/** Every option of a multiple choice is an item of its own; people think of the question. */
const askedIn = ({ items }: WavePlan): Asked[] =>
  [...Map.groupBy(items, ({ id }) => questionOf(id))].map(([code, of]) => ({
    code,
    items: of,
    sensitive: of.some(({ sensitive }) => sensitive),
  }))

const Items = (props: PlanPageProps & { plan: WavePlan }) => {
  const { t, plan, hash, mayMark } = props
  const wordingOf = ({ code, items }: Asked) => props.wordings.get(code) ?? labelOf(t.lang, items[0] ?? { code })
  const mark = (asked: Asked) => <Mark {...props} asked={asked} wording={wordingOf(asked)} />
  const tables = ({ items }: Asked) => plan.tables.filter(([item]) => items.some(({ id }) => id === item)).length
  return (
    <Card title={t('sharing.plan_items')}>
      <p class="small">{t('sharing.sensitive_text')}</p>
      <Table
        caption={t('sharing.plan_items')}
        captionHidden
        rows={askedIn(plan)}
        columns={[
          { key: 'item', label: t('sharing.plan_item'), header: true, cell: wordingOf },
          {
            key: 'answers',
            label: t('sharing.plan_answers'),
            numeric: true,
            cell: ({ items }) => (items.length > 1 ? items.length : (items[0]?.codes.length ?? 0)),
          },
          {
            key: 'tables',
            label: t('sharing.plan_of_item'),
            cell: (asked) => t('sharing.plan_tables', { count: tables(asked) }),
          },
          {
            key: 'sensitive',
            label: t('sharing.sensitive'),
            cell: ({ sensitive }) => t(sensitive ? 'sharing.sensitive_yes' : 'sharing.sensitive_no'),
          },
          ...(mayMark && !hash
            ? [
                {
                  key: 'mark',
                  label: t('sharing.sensitive_mark'),
                  labelHidden: true,
                  print: false as const,
                  cell: mark,
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}

type MarkProps = PlanPageProps & { asked: Asked; wording: string }

const Mark = ({ t, base, survey, asked, wording }: MarkProps) => (
  <PostButton
    kind="quiet"
    size="small"
    action={`${base}/plan/${survey.slug}/${survey.wave}/sensitive`}
    fields={{ item: asked.code, sensitive: asked.sensitive ? 'no' : 'yes' }}
  >
    {t(asked.sensitive ? 'sharing.sensitive_unmark' : 'sharing.sensitive_mark')}
    <span class="visually-hidden">: {wording}</span>
  </PostButton>
)

type LeftProps = Pick<PlanPageProps, 't' | 'wordings'> & { leftOut: readonly LeftOut[] }

const Left = ({ t, wordings, leftOut }: LeftProps) => (
  <Card title={t('sharing.plan_left')}>
    {leftOut.length === 0 && <p>{t('sharing.plan_left_none')}</p>}
    <ul class="points">
      {leftOut.map((left) => (
        <li>{leftOf(t, wordings, left)}</li>
      ))}
    </ul>
    <p class="small muted">{t('sharing.plan_free')}</p>
  </Card>
)

const leftOf = (t: StaffT, wordings: PlanPageProps['wordings'], left: LeftOut): string => {
  const said = (code: string) => wordings.get(code) ?? code
  return left.kind === 'ranking'
    ? t('sharing.left.ranking', { item: said(left.item) })
    : t('sharing.left.routing', { item: said(left.item), frame: said(left.frame) })
}

const obstacleOf = (t: StaffT, obstacle: Obstacle): string => {
  if (obstacle.kind === 'too_few' || obstacle.kind === 'not_grown') {
    const { counted, needed } = obstacle
    return t(`sharing.cannot.${obstacle.kind}`, { counted, needed })
  }
  if (obstacle.kind !== 'unplannable') return t(`sharing.cannot.${obstacle.kind}`)
  return t(`sharing.cannot.${obstacle.reason}`, { codes: obstacle.codes?.join(', ') ?? '' })
}
