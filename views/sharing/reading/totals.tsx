import type { Picked } from '../../../src/sharing/reading/picking.ts'
import type { TotalRow, TotalSection, Totals } from '../../../src/sharing/reading/totals.ts'
import { ButtonLink } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Flash } from '../../components/flash.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { type Column, Table } from '../../components/table.tsx'
import type { StaffT } from '../../messages/index.ts'
import { CutSaid, Method } from './compare.tsx'
import { HatchSample, IntervalChart } from './interval-chart.tsx'
import { addressOf, Choosing, LookedAt, Notices, Obstacle } from './picked.tsx'
import { groupSaid, intervalSaid, lineSaid, listed, percent, shareSaid } from './words.ts'

export type TotalsPageProps = { t: StaffT; base: string; picked: Picked; totals: Totals | undefined; most: number }

export const TotalsPage = ({ t, base, picked, totals, most }: TotalsPageProps) => {
  const network = `${base}/sharing/network`
  return (
    <>
      <PageHead
        title={t('reading.totals_title')}
        back={{ href: network, label: t('reading.title') }}
        lead={t('reading.totals_lead')}
        actions={
          totals && (
            <>
              {totals.isComparable && (
                <ButtonLink kind="secondary" icon="download" href={addressOf(`${network}/totals.csv`, picked)}>
                  {t('reading.csv_shown')}
                </ButtonLink>
              )}
              <ButtonLink kind="quiet" href={addressOf(`${network}/compare`, picked)}>
                {t('reading.compare_link')}
              </ButtonLink>
            </>
          )
        }
      />
      <Notices t={t} picked={picked} most={most} />
      <Obstacle t={t} network={network} picked={picked} least={2} />
      {totals && (
        <>
          <Choosing t={t} action={`${network}/totals`} picked={picked} />
          <LookedAt t={t} picked={picked} />
          <p>
            {t('reading.totals_of', {
              regions: listed(
                t,
                picked.releases.map(({ region }) => region),
              ),
            })}
          </p>
          {totals.isComparable ? (
            <Sums t={t} picked={picked} totals={totals} />
          ) : (
            <Flash tone="waiting">{t('reading.merged_apart')}</Flash>
          )}
        </>
      )}
    </>
  )
}

const Sums = ({ t, picked, totals }: { t: StaffT; picked: Picked; totals: Totals }) => (
  <>
    <CutSaid t={t} picked={picked} comparison={totals} />
    <p class="small muted">{t('reading.sum')}</p>
    {totals.sections.map((section, at) => (
      <TotalCard t={t} id={`group-${at}`} section={section} />
    ))}
    <Method t={t} plain={t('reading.totals_method')} exact={t('reading.totals_method_exact')} />
  </>
)

const TotalCard = ({ t, id, section }: { t: StaffT; id: string; section: TotalSection }) => {
  const title = groupSaid(t, section.group)
  const { base, rows } = section
  return (
    <Card title={title} id={id}>
      {base && <p>{t('reading.totals_base', { count: base.count, ...base.reach })}</p>}
      <figure class="chart wide-chart">
        <IntervalChart
          id={`${id}-plot`}
          title={t('reading.chart_totals', { section: title })}
          summary={rows.map((row) => `${lineSaid(t, row.line)}: ${said(t, row)}.`).join(' ')}
          lines={rows.map((row) => ({
            label: lineSaid(t, row.line),
            marks: [{ letter: '', said: said(t, row), share: row.total?.share }],
          }))}
          percent={(share) => percent(t, share)}
        />
        {rows.some(({ total }) => total && total.value.hidden > 0) && (
          <figcaption class="small with-icon">
            <HatchSample id={`${id}-sample`} />
            <span>{t('reading.hatch')}</span>
          </figcaption>
        )}
      </figure>
      <Table caption={title} captionHidden rows={rows} columns={columns(t)} />
    </Card>
  )
}

const said = (t: StaffT, { total }: TotalRow): string =>
  total ? (total.share ? shareSaid(t, total.share) : countSaid(t, total)) : '–'

const countSaid = (t: StaffT, { value: { least, most } }: NonNullable<TotalRow['total']>): string =>
  least === most ? t('reading.about', { count: least }) : t('reading.about_range', { least, most })

const columns = (t: StaffT): Column<TotalRow>[] => [
  { key: 'answer', label: t('reading.answer'), header: true, cell: ({ line }) => lineSaid(t, line) },
  {
    key: 'total',
    label: t('reading.total'),
    cell: ({ total }) =>
      total ? (
        <div class="cell-lines">
          <span>{countSaid(t, total)}</span>
          <span class="small muted">{t('reading.reach', total.reach)}</span>
        </div>
      ) : (
        <span class="muted">{t('reading.cannot_add')}</span>
      ),
  },
  {
    key: 'share',
    label: t('reading.share'),
    cell: ({ total }) =>
      total?.share ? (
        <div class="cell-lines">
          <strong>{shareSaid(t, total.share)}</strong>
          <span class="small muted">{intervalSaid(t, total.share)}</span>
        </div>
      ) : (
        '–'
      ),
  },
]
