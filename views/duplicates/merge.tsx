import type { Difference } from '../../src/duplicates/merge/differences.ts'
import type { FieldName } from '../../src/duplicates/merge/fields.ts'
import type { MergeRecord } from '../../src/duplicates/queries/merges.ts'
import { shortDateTime, shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import { ButtonLink, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffKey, StaffT } from '../messages/index.ts'

type Named = { id: string; given_name: string; family_name: string }
type ShownDifference = Pick<Difference, 'table' | 'kind'> & { fields: readonly FieldName[] }
type MergePageProps = {
  t: StaffT
  base: string
  merge: MergeRecord
  people: readonly Named[]
  differences: readonly ShownDifference[]
  since: number
  until: Date
  done: 'merged' | 'undone' | 'over' | 'late' | 'merged_again' | undefined
  mayUndo: boolean
}

/** What was merged and how it would be taken back. */
export const MergePage = ({ t, base, merge, people, differences, since, until, done, mayUndo }: MergePageProps) => (
  <>
    <PageHead
      title={t('duplicates.merge_page')}
      lead={t('duplicates.merge_by', {
        who: merge.member_name ?? t('duplicates.merge_someone'),
        when: shortDateTime(t, merge.merged_at),
      })}
      back={{ href: `${base}/duplicates`, label: t('duplicates.title') }}
    />
    {done === 'merged' && <Flash tone="good">{t('duplicates.merged')}</Flash>}
    {merge.undone_at && <Flash tone="good">{t('duplicates.undone')}</Flash>}
    {done === 'over' && <Flash tone="info">{t('duplicates.undo_over')}</Flash>}
    {done === 'late' && <Flash tone="info">{t('duplicates.undo_late')}</Flash>}
    {done === 'merged_again' && <Flash tone="waiting">{t('duplicates.undo_again')}</Flash>}
    <p class="cluster">
      {people.map((person) => (
        <ButtonLink kind="secondary" href={`${base}/contacts/${person.id}`}>
          {fullName(person)}
        </ButtonLink>
      ))}
    </p>
    {mayUndo && (
      <Card title={t('duplicates.undo')}>
        <p>{t('duplicates.undo_until', { day: shortDay(t, until) })}</p>
        {differences.length === 0 ? (
          <p>{t('duplicates.undo_exactly')}</p>
        ) : (
          <Differences t={t} differences={differences} />
        )}
        {since > 0 && <p>{t('duplicates.undo_since', { name: fullName(people[0] ?? unnamed), count: since })}</p>}
        <PostButton
          kind="secondary"
          action={`${base}/duplicates/merges/${merge.id}/undo`}
          confirm={t('duplicates.undo_question')}
        >
          {t('duplicates.undo')}
        </PostButton>
      </Card>
    )}
  </>
)

const unnamed = { given_name: '', family_name: '' }

const Differences = ({ t, differences }: { t: StaffT; differences: readonly ShownDifference[] }) => (
  <>
    <p>{t('duplicates.undo_changed')}</p>
    <ul>
      {differences.map(({ table, kind, fields }) => (
        <li>
          {/* every table a merge goes through has its words; a test goes through them all */}
          {t(`duplicates.difference.${kind}`, { table: t(`duplicates.table.${table}` as StaffKey) })}
          {table === 'contacts' && fieldsText(t, fields)}
        </li>
      ))}
    </ul>
  </>
)

const fieldsText = (t: StaffT, fields: readonly FieldName[]): string =>
  fields.length > 0 ? `: ${fields.map((name) => t(`duplicates.field.${name}`)).join(', ')}` : ''
