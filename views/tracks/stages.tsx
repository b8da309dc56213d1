import { wholeNumber } from '../../src/lib/format.ts'
import type { Track } from '../../src/lib/words.ts'
import type { StageRecord } from '../../src/tracks/queries/settings.ts'
import { Badge } from '../components/badge.tsx'
import { ButtonLink, ButtonRow, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { Icon } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SettingsTabs } from '../components/settings-tabs.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = {
  t: StaffT
  slug: string
  tracks: readonly Track[]
  edition: string
  stages: readonly StageRecord[]
  standings: ReadonlyMap<string, { people: number; events: number }>
  done: string | undefined
  isStale: boolean
}

/** The stages of each track in their order, as an administrator sets them. */
export const StagesPage = (props: Props) => {
  const { t, slug, tracks, done, isStale } = props
  const said = doneKeys.find((key) => key === done)
  return (
    <>
      <PageHead title={t('settings.sections')} lead={t('tracks.lead')} />
      <SettingsTabs t={t} slug={slug} current="pipelines" />
      {said && <Flash tone="good">{t(`tracks.done.${said}`)}</Flash>}
      {isStale && (
        <Flash tone="bad" title={t('pipelines.conflict_title')}>
          {t('tracks.stale')}
        </Flash>
      )}
      {tracks.map((track) => (
        <TrackCard {...props} track={track} />
      ))}
    </>
  )
}

const doneKeys = ['added', 'saved', 'ordered', 'retired', 'returned', 'reset'] as const

const TrackCard = (props: Props & { track: Track }) => {
  const { t, slug, track, edition } = props
  const all = props.stages.filter((stage) => stage.track === track)
  const used = all.filter(({ retired }) => !retired)
  const retired = all.filter((stage) => stage.retired)
  const path = `/app/${slug}/settings/pipelines`
  return (
    <Card
      title={t(`pipelines.title.${track}`)}
      id={track}
      actions={
        <ButtonLink kind="secondary" size="small" icon="plus" href={`${path}/new?track=${track}`}>
          {t('tracks.new')}
        </ButtonLink>
      }
    >
      <form method="post" action={`${path}/order`} data-order-form>
        <input type="hidden" name="track" value={track} />
        <input type="hidden" name="edition" value={edition} />
        <input type="hidden" name="order" value="" disabled />
      </form>
      <ol class="stage-list" data-order>
        {used.map((stage, at) => (
          <StageLine {...props} stage={stage} isFirst={at === 0} isLast={at === used.length - 1} />
        ))}
      </ol>
      {retired.length > 0 && (
        <details>
          <summary>{t('tracks.retired', { count: retired.length })}</summary>
          <ul class="stage-list">
            {retired.map((stage) => (
              <RetiredLine {...props} stage={stage} />
            ))}
          </ul>
        </details>
      )}
      <ButtonRow>
        <ButtonLink kind="quiet" size="small" href={`${path}/reset?track=${track}`}>
          {t('tracks.reset')}
        </ButtonLink>
      </ButtonRow>
    </Card>
  )
}

type LineProps = Props & { stage: StageRecord }

const StageLine = ({ isFirst, isLast, ...props }: LineProps & { isFirst: boolean; isLast: boolean }) => {
  const { t, slug, stage, standings, edition } = props
  const path = `/app/${slug}/settings/pipelines`
  const name = nameOf(t, stage)
  const people = standings.get(stage.code)?.people ?? 0
  const step = (direction: 'up' | 'down', last: boolean) =>
    last ? null : (
      <PostButton
        action={`${path}/order`}
        fields={{ track: stage.track, edition, stage: stage.code, step: direction }}
        kind="quiet"
        size="small"
      >
        <span class={direction === 'up' ? 'upwards' : undefined}>
          <Icon name="chevron-down" />
        </span>
        <span class="visually-hidden">{t(`tracks.${direction}`, { name })}</span>
      </PostButton>
    )
  return (
    <li class="stage-line" data-stage={stage.code}>
      <div class="stage-line-text">
        <h3>
          <a href={`${path}/${stage.code}`}>{name}</a> <Badge>{t(`category.${stage.category}`)}</Badge>
        </h3>
        <p class="muted">{factsOf(t, stage, people)}</p>
      </div>
      <div class="stage-line-acts">
        {step('up', isFirst)}
        {step('down', isLast)}
        <ButtonLink kind="quiet" size="small" href={`${path}/${stage.code}/retire`}>
          {t('tracks.retire')}
          <span class="visually-hidden"> {name}</span>
        </ButtonLink>
      </div>
    </li>
  )
}

const RetiredLine = ({ t, slug, stage }: LineProps) => (
  <li class="stage-line">
    <div class="stage-line-text">{nameOf(t, stage)}</div>
    <PostButton
      action={`/app/${slug}/settings/pipelines/${stage.code}/return`}
      fields={{ version: stage.version }}
      kind="secondary"
      size="small"
    >
      {t('tracks.return')}
      <span class="visually-hidden"> {nameOf(t, stage)}</span>
    </PostButton>
  </li>
)

export const nameOf = (t: StaffT, stage: Pick<StageRecord, 'names'>) => stage.names[t.lang] || stage.names.cs

const factsOf = (t: StaffT, { needs, strict, clock_days }: StageRecord, people: number) =>
  [
    t('tracks.people', { count: people, said: wholeNumber(t, people) }),
    clock_days === null ? '' : t('tracks.clock', { days: clock_days }),
    needs.length > 0
      ? t(strict ? 'tracks.needs' : 'tracks.advice', { needs: needs.map((need) => t(`need.${need}`)).join(', ') })
      : '',
  ]
    .filter(Boolean)
    .join(' · ')
