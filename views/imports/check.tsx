import { ButtonLink, ButtonRow, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { Stats } from '../components/stats.tsx'
import type { StaffT } from '../messages/index.ts'
import { RowsCard, type RowsProps } from './rows.tsx'
import { ImportHead, type ListHead } from './steps.tsx'

export type Counts = Record<'create' | 'update' | 'unchanged' | 'ask' | 'skip' | 'error', number>

type Props = RowsProps & { list: ListHead; version: number; counts: Counts; stale?: boolean }

/** What the import would do, row by row, before it does any of it. */
export const CheckPage = (props: Props) => {
  const { t, base, list, counts, version, stale } = props
  const path = `${base}/imports/${list.id}`
  const toWrite = counts.create + counts.update
  return (
    <>
      <ImportHead t={t} base={base} list={list} step="check" lead={t('imports.check_lead')} />
      {stale && <Flash tone="waiting">{t('imports.stale')}</Flash>}
      <CountStats t={t} path={`${path}/check`} counts={counts} />
      <Card>
        <ButtonRow>
          {toWrite + counts.ask > 0 ? (
            <PostButton action={`${path}/run`} fields={{ version }} icon="check">
              {t('imports.run', { count: toWrite })}
            </PostButton>
          ) : (
            <p>{t('imports.run_nothing')}</p>
          )}
          <ButtonLink kind="quiet" href={`${path}/source`}>
            {t('imports.back')}
          </ButtonLink>
        </ButtonRow>
      </Card>
      <RowsCard {...props} path={`${path}/check`} />
    </>
  )
}

export const CountStats = ({ t, path, counts }: { t: StaffT; path: string; counts: Counts }) => (
  <Stats
    label={t('imports.counts')}
    stats={(['create', 'update', 'unchanged', 'ask', 'skip', 'error'] as const).map((kind) => ({
      label: t(`imports.kind.${kind}`),
      value: new Intl.NumberFormat(t.lang).format(counts[kind]),
      ...(counts[kind] > 0 ? { href: `${path}?kind=${kind}#rows` } : {}),
    }))}
  />
)
