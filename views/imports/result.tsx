import { longDay, shortDay } from '../../src/lib/format.ts'
import type { LawfulBasis } from '../../src/lib/words.ts'
import { ButtonLink, ButtonRow, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { Flash } from '../components/flash.tsx'
import { CountStats, type Counts } from './check.tsx'
import { RowsCard, type RowsProps, RunRest } from './rows.tsx'
import { ImportHead, type ListHead } from './steps.tsx'

type Props = RowsProps & {
  list: ListHead
  version: number
  counts: Counts
  source: { note: string; basis: LawfulBasis | null; acquired: string | null }
  toInform: number
  waiting: number
  stale?: boolean
  late?: boolean
  /** the last day on which it can be taken back; none when its days are over */
  until: Date | undefined
  /** what stood in its rows is kept no more */
  isForgotten: boolean
}

/** What became of the list, what is still to be done about it, and the way back. */
export const ResultPage = (props: Props) => {
  const { t, base, list, counts, version, source, toInform, waiting, stale, late, until, isForgotten } = props
  const path = `${base}/imports/${list.id}`
  const isReverted = list.state === 'reverted'
  return (
    <>
      <ImportHead t={t} base={base} list={list} step="result" />
      {stale && <Flash tone="waiting">{t('imports.stale')}</Flash>}
      {late && <Flash tone="info">{t('imports.revert_late')}</Flash>}
      {list.state === 'done' && <Flash tone="good">{t('imports.done')}</Flash>}
      {isReverted && <Flash tone="info">{t('imports.reverted')}</Flash>}
      {(list.state === 'running' || list.state === 'reverting') && <Flash tone="waiting">{t('imports.stopped')}</Flash>}
      <CountStats t={t} path={path} counts={counts} />
      {!isReverted && toInform > 0 && (
        <Card title={t('imports.inform')} highlight>
          <p>{t('imports.inform_count', { count: toInform })}</p>
          <p>{t('imports.inform_duty')}</p>
          <ButtonLink href={`${path}/inform`}>{t('imports.inform')}</ButtonLink>
        </Card>
      )}
      <Card title={t('imports.source')}>
        <DefinitionList
          items={[
            { term: t('imports.source_note'), value: source.note },
            { term: t('imports.lawful_basis'), value: source.basis ? t(`people.lawful_basis.${source.basis}`) : '' },
            { term: t('imports.acquired_on'), value: source.acquired ? longDay(t, source.acquired) : '' },
          ]}
        />
        <ButtonRow>
          {!isReverted && list.state !== 'reverting' && !isForgotten && waiting > 0 && (
            <RunRest t={t} path={path} version={version} />
          )}
          {counts.error > 0 && !isForgotten && (
            <ButtonLink kind="secondary" href={`${path}/failed.csv`}>
              {t('imports.failed_csv')}
            </ButtonLink>
          )}
          {!isReverted && until && (
            <PostButton
              kind="danger"
              action={`${path}/revert`}
              fields={{ version }}
              confirm={t('imports.revert_confirm')}
              deed
            >
              {t('imports.revert')}
            </PostButton>
          )}
        </ButtonRow>
        {!isReverted && (
          <p class="muted">
            {until ? t('imports.revert_until', { day: shortDay(t, until) }) : t('imports.revert_late')}
          </p>
        )}
      </Card>
      <RowsCard {...props} path={path} />
    </>
  )
}
