import type { ContactRow } from '../../src/contacts/queries/list.ts'
import {
  type ContactColumn,
  type ContactQuery,
  type ContactSort,
  contactListHref,
  directionOf,
  usualColumns,
  usualDirection,
  withoutPlace,
} from '../../src/lib/contact-query.ts'
import { languageName, shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import { type CentreStage, stageName } from '../../src/lib/stages.ts'
import { Badge } from '../components/badge.tsx'
import type { Column } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { NextStep } from './due.tsx'
import { levelName } from './level-name.ts'

type Props = { t: StaffT; base: string; today: string; query: ContactQuery; stages: readonly CentreStage[] }

/** The columns somebody chose, in their order; the name comes first always, before it the tick to select by. */
export const listColumns = (props: Props): Column<ContactRow>[] => {
  const { t, base, query } = props
  const chosen = query.cols.length > 0 ? query.cols : usualColumns
  return [
    {
      key: 'select',
      label: t('lists.select_column'),
      labelHidden: true,
      print: false,
      cell: (row) => (
        <input
          class="check"
          type="checkbox"
          name="ids"
          value={row.id}
          form="bulk"
          aria-label={t('lists.select', { name: listName(row) })}
          data-select
        />
      ),
    },
    {
      key: 'name',
      label: t('contacts.name'),
      header: true,
      sort: sortBy(base, query, 'name'),
      cell: (row) => <a href={`${base}/contacts/${row.id}`}>{listName(row)}</a>,
    },
    ...chosen.map((column) => ({
      key: column,
      label: t(`lists.column.${column}`),
      ...sorting(base, query, column),
      cell: cells(props)[column],
    })),
  ]
}

const sorts: Partial<Record<ContactColumn, ContactSort>> = {
  residence: 'residence',
  next: 'next_step',
  touched: 'touched',
  stage_since: 'stage_since',
  created: 'newest',
}

const sorting = (base: string, query: ContactQuery, column: ContactColumn) => {
  const sort = sorts[column]
  // without a stage nobody would know since when
  if (!sort || (sort === 'stage_since' && query.stage.length === 0)) return {}
  return { sort: sortBy(base, query, sort) }
}

const cells = ({ t, today, stages }: Props): Record<ContactColumn, Column<ContactRow>['cell']> => ({
  stage: (row) => row.stage && <Badge>{stageName(stages, row.stage)}</Badge>,
  from: (row) => row.municipality_origin,
  residence: (row) => row.residence,
  next: (row) => <NextStep t={t} row={row} today={today} />,
  owner: (row) => row.owner_name ?? <span class="muted">{t('contacts.nobody')}</span>,
  email: (row) =>
    row.email && (
      <a class="address" href={`mailto:${row.email}`}>
        {row.email}
      </a>
    ),
  phone: (row) => row.phone,
  touched: (row) =>
    row.touched_on ? (
      <time datetime={row.touched_on}>{shortDay(t, row.touched_on)}</time>
    ) : (
      <span class="muted">{t('lists.never')}</span>
    ),
  stage_since: (row) => row.stage_since && shortDay(t, new Date(row.stage_since)),
  tags: (row) => row.tags.map((tag) => <Badge>{tag}</Badge>),
  field: (row) => row.field,
  horizon: (row) => row.horizon && t(`people.horizon.${row.horizon}`),
  languages: (row) =>
    row.languages
      ?.map((said) => `${languageName(t, said.split(' ')[0] ?? '')} ${levelName(t, said.split(' ')[1] ?? '')}`)
      .join(', '),
  source: (row) => row.source && t(`source.${row.source}`),
  created: (row) => row.created_at && shortDay(t, row.created_at),
})

/** The column's own order, and the other way round where the list stands in it already. */
const sortBy = (base: string, query: ContactQuery, sort: ContactSort) => {
  const isOn = query.sort === sort
  const ascending = directionOf(query) === 'asc'
  const turned = ascending ? 'desc' : 'asc'
  const dir = isOn && turned !== usualDirection(sort) ? turned : undefined
  return {
    href: contactListHref(base, { ...withoutPlace(query), view: query.view, sort, dir }),
    ...(isOn ? { direction: ascending ? ('ascending' as const) : ('descending' as const) } : {}),
  }
}

/** Family name first, as the list is sorted. */
const listName = (row: ContactRow) => [row.family_name, row.given_name].filter(Boolean).join(' ') || fullName(row)
