import type { Comparison } from '../../../src/sharing/reading/comparison.ts'
import type { Picked } from '../../../src/sharing/reading/picking.ts'
import { ButtonLink } from '../../components/button.tsx'
import { Flash } from '../../components/flash.tsx'
import { PageHead } from '../../components/page-head.tsx'
import type { StaffT } from '../../messages/index.ts'
import { addressOf, Choosing, LookedAt, Notices, Obstacle } from './picked.tsx'
import { ComparedSection } from './section.tsx'
import { groupSaid, letterOf, listed, worded } from './words.ts'

export type ComparePageProps = {
  t: StaffT
  base: string
  picked: Picked
  comparison: Comparison | undefined
  most: number
}

export const ComparePage = ({ t, base, picked, comparison, most }: ComparePageProps) => {
  const network = `${base}/sharing/network`
  return (
    <>
      <PageHead
        title={t('reading.compare_title')}
        back={{ href: network, label: t('reading.title') }}
        lead={t('reading.compare_lead')}
        actions={
          comparison && (
            <>
              {comparison.isComparable && (
                <ButtonLink kind="secondary" icon="download" href={addressOf(`${network}/compare.csv`, picked)}>
                  {t('reading.csv_shown')}
                </ButtonLink>
              )}
              <ButtonLink kind="quiet" href={addressOf(`${network}/totals`, picked)}>
                {t('reading.total_link')}
              </ButtonLink>
            </>
          )
        }
      />
      <Notices t={t} picked={picked} most={most} />
      <Obstacle t={t} network={network} picked={picked} least={2} />
      {comparison && (
        <>
          <Choosing t={t} action={`${network}/compare`} picked={picked} />
          <LookedAt t={t} picked={picked} />
          <Regions t={t} network={network} picked={picked} />
          {comparison.isComparable ? (
            <Sections t={t} picked={picked} comparison={comparison} />
          ) : (
            <Flash tone="waiting">{t('reading.merged_apart')}</Flash>
          )}
        </>
      )}
    </>
  )
}

const Sections = ({ t, picked, comparison }: { t: StaffT; picked: Picked; comparison: Comparison }) => (
  <>
    <CutSaid t={t} picked={picked} comparison={comparison} />
    <p class="small muted">
      {t('reading.rounded')} {t('reading.sum')}
    </p>
    {comparison.sections.map((section, at) => (
      <ComparedSection
        t={t}
        id={`group-${at}`}
        section={section}
        regions={picked.releases.map(({ region }) => region)}
      />
    ))}
    <Method t={t} plain={t('reading.method')} exact={t('reading.method_exact')} />
  </>
)

/** What everybody should know of how numbers were made, and what only those who count ask for. */
export const Method = ({ t, plain, exact }: { t: StaffT; plain: string; exact: string }) => (
  <div class="stack-small small muted prose">
    <p>{plain}</p>
    <details>
      <summary>{t('reading.for_statisticians')}</summary>
      <p>{exact}</p>
    </details>
  </div>
)

const Regions = ({ t, network, picked }: { t: StaffT; network: string; picked: Picked }) => (
  <ul class="stack-small">
    {picked.releases.map(({ id, region, manifest: { wave, snapshot } }, at) => (
      <li>
        <strong>{letterOf(at)}</strong>: <a href={`${network}/${id}`}>{region}</a>{' '}
        <span class="muted">
          {t('reading.wave', { wave, snapshot })}
          {at === 0 && `, ${t('reading.reference')}`}
        </span>
        {at > 0 && (
          <>
            {' · '}
            <a class="no-print" href={addressOf(`${network}/compare`, startingWith(picked, id))}>
              {t('reading.make_reference')}
              <span class="visually-hidden">: {region}</span>
            </a>
          </>
        )}
      </li>
    ))}
  </ul>
)

const startingWith = (picked: Picked, id: string): Picked => ({
  ...picked,
  releases: picked.releases.toSorted((a, b) => Number(b.id === id) - Number(a.id === id)),
})

/** Karlovarský kraj a Ústecký kraj mají společné členění „Věk“: do 34 let; 35 a více let. */
export const CutSaid = ({
  t,
  picked,
  comparison,
}: {
  t: StaffT
  picked: Picked
  comparison: Pick<Comparison, 'frame' | 'groups'>
}) => {
  const { frame, groups } = comparison
  if (!frame || picked.releases.length < 2) return null
  const values = {
    regions: listed(
      t,
      picked.releases.map(({ region }) => region),
    ),
    frame: worded(t, frame.labels, frame.id),
    groups: groups.map((group) => groupSaid(t, group)).join('; '),
  }
  return <p>{t('reading.cut', values)}</p>
}
