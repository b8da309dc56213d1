import { longDateTime, shortDateTime, wholeNumber } from '../../src/lib/format.ts'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { When } from '../components/timeline.tsx'
import type { StaffT } from '../messages/index.ts'
import { Approval } from './approval.tsx'
import { Certificate } from './certificate.tsx'
import { Files } from './files.tsx'
import { TrafficLight } from './light.tsx'
import { Lost } from './lost.tsx'
import { Offers } from './offers.tsx'
import { Preview } from './preview.tsx'
import { Preparation } from './progress.tsx'
import type { Release, ReleasePageProps } from './release-props.ts'
import { SharingBadge, sharingState } from './state.tsx'
import { Visible } from './visible.tsx'

export const ReleasePage = (props: ReleasePageProps) => {
  const { t, base, release, light, published, offers, now } = props
  const isUnderWay = release.status === 'waiting' || release.status === 'preparing'
  return (
    <>
      <PageHead
        title={titleOf(t, release)}
        eyebrow={t('sharing.wave', { number: release.wave })}
        back={{ href: base, label: t('sharing.title') }}
      />
      <p class="cluster">
        <SharingBadge t={t} state={sharingState(release.status, offers, now)} />
      </p>
      <Done t={t} done={props.done} />
      {props.approval.errors.form && <Flash tone="bad">{props.approval.errors.form}</Flash>}
      {props.stale && <Flash tone="bad">{t('sharing.stale')}</Flash>}
      {isUnderWay && (
        <Preparation t={t} path={`${base}/${release.id}`} progress={release.progress} step={release.step} />
      )}
      {light && <TrafficLight t={t} light={light} reason={release.reason} />}
      {published && (
        <>
          <Visible t={t} report={release.report} />
          <div class="with-aside in-three">
            <div class="stack aside-first">
              {release.status === 'approved' && <Offers {...props} />}
              <Lost {...props} published={published} />
            </div>
            <div class="stack">
              <Preview {...props} published={published} />
              {release.status === 'ready' && <Approval {...props} />}
            </div>
            <aside class="stack aside-rest" aria-label={t('sharing.facts')}>
              <Certificate t={t} published={published} report={release.report} />
              {release.status === 'approved' && <Files {...props} />}
              <About t={t} release={release} />
            </aside>
          </div>
        </>
      )}
      {!published && <About t={t} release={release} />}
    </>
  )
}

export const titleOf = (t: StaffT, { title, snapshot }: Pick<Release, 'title' | 'snapshot'>): string =>
  snapshot === null ? t('sharing.release_new', { survey: title }) : t('sharing.release_of', { survey: title, snapshot })

const doneTones = {
  requested: 'good',
  approved: 'good',
  rejected: 'good',
  offered: 'good',
  offered_already: 'info',
  withdrawn: 'good',
  under_way: 'info',
  undecided: 'waiting',
} as const

const Done = ({ t, done }: { t: StaffT; done: string | undefined }) => {
  const key = Object.keys(doneTones).find((known): known is keyof typeof doneTones => known === done)
  return key ? <Flash tone={doneTones[key]}>{t(`sharing.done_${key}`)}</Flash> : null
}

const About = ({ t, release }: { t: StaffT; release: Release }) => (
  <Card title={t('sharing.facts')}>
    <DefinitionList
      items={[
        { term: t('sharing.counted'), value: release.counted === null ? '' : wholeNumber(t, release.counted) },
        { term: t('sharing.prepared_by'), value: release.prepared_by_name ?? '' },
        { term: t('sharing.requested'), value: <Moment t={t} moment={release.requested_at} /> },
        ...(release.finished_at
          ? [{ term: t('sharing.finished'), value: <Moment t={t} moment={release.finished_at} /> }]
          : []),
        ...(release.decided_at
          ? [
              { term: t('sharing.decided_by'), value: release.decided_by_name ?? '' },
              { term: t('sharing.decided'), value: <Moment t={t} moment={release.decided_at} /> },
            ]
          : []),
        ...(release.key_id ? [{ term: t('sharing.key'), value: <code class="hash">{release.key_id}</code> }] : []),
        ...(release.manifest_hash
          ? [{ term: t('sharing.manifest'), value: <code class="hash">{release.manifest_hash}</code> }]
          : []),
      ]}
    />
  </Card>
)

export const Moment = ({ t, moment }: { t: StaffT; moment: Date }) => (
  <When iso={moment.toISOString()} text={shortDateTime(t, moment)} exact={longDateTime(t, moment)} />
)
