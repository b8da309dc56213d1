import { shortDay } from '../../../src/lib/format.ts'
import type { Origin } from '../../../src/sharing/queries/readable.ts'
import type { Listed } from '../../../src/sharing/reading/catalogue.ts'
import { StateBadge } from '../../components/badge.tsx'
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Flash } from '../../components/flash.tsx'
import { PageHead } from '../../components/page-head.tsx'
import { type Column, Table } from '../../components/table.tsx'
import type { StaffT } from '../../messages/index.ts'
import { weekSaid } from './words.ts'

export type CatalogueProps = {
  t: StaffT
  base: string
  releases: Listed[]
  mayImport: boolean
  done?: string | undefined
}

export const CataloguePage = ({ t, base, releases, mayImport, done }: CatalogueProps) => {
  const path = `${base}/sharing/network`
  const upload = mayImport && (
    <ButtonLink kind="secondary" icon="plus" href={`${path}/imports/new`}>
      {t('reading.import')}
    </ButtonLink>
  )
  return (
    <>
      <PageHead
        title={t('reading.title')}
        back={{ href: `${base}/sharing`, label: t('sharing.title') }}
        lead={t('reading.lead')}
        actions={
          <>
            {upload}
            <ButtonLink kind="quiet" href={`${path}/keys`}>
              {t('reading.keys')}
            </ButtonLink>
          </>
        }
      />
      {done === 'deleted' && <Flash tone="good">{t('reading.done.deleted')}</Flash>}
      <Table
        caption={t('reading.list')}
        captionHidden
        rows={releases}
        columns={columns(t, path)}
        empty={
          <EmptyState title={t('reading.empty')} icon="globe" action={upload}>
            {t('reading.empty_text')}
          </EmptyState>
        }
      />
      {releases.length > 1 && <PickedForm t={t} path={path} />}
    </>
  )
}

const pickForm = 'pick'

/** The ticks in the table belong to this form, which print leaves out and the table stays. */
const PickedForm = ({ t, path }: { t: StaffT; path: string }) => (
  <form id={pickForm} method="get" action={`${path}/compare`}>
    <ButtonRow>
      <Button icon="chart">{t('reading.compare')}</Button>
      <Button kind="secondary" icon="plus" attrs={{ formaction: `${path}/totals` }}>
        {t('reading.add_up')}
      </Button>
    </ButtonRow>
  </form>
)

const columns = (t: StaffT, path: string): Column<Listed>[] => [
  {
    key: 'pick',
    label: t('reading.picked'),
    print: false,
    cell: (release) => (
      <input
        class="check"
        type="checkbox"
        name="r"
        value={release.id}
        form={pickForm}
        aria-label={t('reading.pick', { ...release })}
      />
    ),
  },
  {
    key: 'region',
    label: t('reading.region'),
    header: true,
    cell: ({ id, region }) => <a href={`${path}/${id}`}>{region}</a>,
  },
  {
    key: 'survey',
    label: t('reading.survey'),
    cell: ({ survey, wave, snapshot }) => (
      <div class="cell-lines">
        <span>{survey}</span>
        <span class="small muted nowrap">{t('reading.wave', { wave, snapshot })}</span>
      </div>
    ),
  },
  { key: 'week', label: t('reading.week'), cell: ({ week }) => (week ? weekSaid(t, week) : '–') },
  { key: 'purpose', label: t('reading.purpose'), cell: ({ purpose }) => purpose || '–' },
  {
    key: 'until',
    label: t('reading.until'),
    cell: ({ until, origin }) => (origin === 'offered' ? untilSaid(t, until) : '–'),
  },
  { key: 'proof', label: t('reading.proof'), cell: ({ origin }) => <OriginBadge t={t} origin={origin} /> },
]

export const OriginBadge = ({ t, origin }: { t: StaffT; origin: Origin }) => (
  <StateBadge tone={origin === 'own' ? 'neutral' : 'good'}>{t(`reading.origin.${origin}`)}</StateBadge>
)

export const untilSaid = (t: StaffT, until: Date | null): string => (until ? shortDay(t, until) : t('reading.no_end'))
