import type { Action, Selection } from '../../src/bulk/forms.ts'
import type { PreviewedPerson } from '../../src/bulk/queries/preview.ts'
import { fullName } from '../../src/lib/names.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Stats } from '../components/stats.tsx'
import { Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { reasonText } from './reason.ts'
import { actionText, type Known } from './said.ts'
import { listHref, SelectionFields } from './selection.tsx'

type Props = Known & {
  t: StaffT
  base: string
  selection: Selection
  action: Action
  typed: Record<string, string>
  count: number
  seen: string
  verdicts: { reason: string; count: number }[]
  people: PreviewedPerson[]
  again: boolean
  key: string
}

export const BulkPreviewPage = (props: Props) => {
  const { t, base, selection, action, count, verdicts, people, again } = props
  const changing = verdicts.find(({ reason }) => reason === '')?.count ?? 0
  const passed = verdicts.filter(({ reason }) => reason !== '')
  return (
    <>
      <PageHead
        title={actionText(t, action, props)}
        eyebrow={t('bulk.preview')}
        back={{ href: listHref(base, selection), label: t('bulk.back') }}
      />
      {again && <Flash tone="bad">{t('bulk.again')}</Flash>}
      <Stats
        label={t('bulk.preview')}
        stats={[
          { label: t('bulk.chosen'), value: t('bulk.people', { count }) },
          { label: t('bulk.will_change'), value: t('bulk.people', { count: changing }) },
          { label: t('bulk.will_pass'), value: t('bulk.people', { count: count - changing }) },
        ]}
      />
      {passed.length > 0 && (
        <Card title={t('bulk.passed')}>
          <ul>
            {passed.map(({ reason, count: many }) => (
              <li>
                {t('bulk.people', { count: many })}: {reasonText(t, reason)}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <p class="small muted">{t(action.what === 'note' ? 'bulk.how_note' : 'bulk.how')}</p>
      <Deeds {...props} changing={changing} />
      <Table
        caption={people.length < count ? t('bulk.first', { count: people.length }) : t('bulk.listed')}
        rows={people}
        columns={[
          {
            key: 'name',
            label: t('bulk.name'),
            header: true,
            cell: (person) => <a href={`${base}/contacts/${person.id}`}>{fullName(person)}</a>,
          },
          {
            key: 'what',
            label: t('bulk.what'),
            cell: ({ reason }) => (reason ? reasonText(t, reason) : t('bulk.changes')),
          },
        ]}
      />
    </>
  )
}

/** Two forms, so that going back takes along what was typed. */
const Deeds = ({ t, base, selection, typed, seen, key, changing }: Props & { changing: number }) => (
  <div class="button-row">
    {changing > 0 && (
      <form method="post" action={`${base}/bulk`}>
        <SelectionFields selection={selection} />
        <Typed typed={typed} />
        <input type="hidden" name="seen" value={seen} />
        <input type="hidden" name="idempotency_key" value={key} />
        <Button>{t('bulk.start', { count: changing })}</Button>
      </form>
    )}
    <form method="post" action={`${base}/bulk/new`}>
      <SelectionFields selection={selection} />
      <Typed typed={typed} />
      <Button kind="quiet">{t('bulk.change_it')}</Button>
    </form>
  </div>
)

const carried = ['ids', 'all', 'query', 'seen', 'idempotency_key']

const Typed = ({ typed }: { typed: Record<string, string> }) => (
  <>
    {Object.entries(typed)
      .filter(([name]) => !carried.includes(name))
      .map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
  </>
)
