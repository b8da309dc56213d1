import type { ContactFilter } from '../../src/contacts/queries/filter.ts'
import type { ContactRow } from '../../src/contacts/queries/list.ts'
import { fullName } from '../../src/lib/names.ts'
import { Badge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Pager } from '../components/pager.tsx'
import { type Column, Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { NextStep } from './due.tsx'

export type ContactListProps = {
  t: StaffT
  base: string
  filter: ContactFilter
  contacts: ContactRow[]
  next: string | undefined
  count: { known: number; capped: boolean }
  today: string
  mayEdit: boolean
}

export const ContactList = ({ t, base, filter, contacts, next, count, today, mayEdit }: ContactListProps) => (
  <div id="contact-list" data-said={contacts.length > 0 ? countOf(t, count) : t('contacts.none_found')}>
    <Table
      caption={t('contacts.list')}
      captionHidden
      columns={columns(t, base, today, filter)}
      rows={contacts}
      empty={isFiltered(filter) ? <NoneFound t={t} base={base} /> : <NobodyYet t={t} base={base} mayEdit={mayEdit} />}
    />
    {contacts.length > 0 && (
      <Pager
        t={t}
        summary={
          count.capped ? (
            <>
              {countOf(t, count)} ·{' '}
              <a href={hrefOf(base, { ...filter, count: 'exact' }, filter.after)}>{t('contacts.count_exactly')}</a>
            </>
          ) : (
            countOf(t, count)
          )
        }
        {...(filter.after ? { firstHref: hrefOf(base, filter, undefined) } : {})}
        {...(next ? { nextHref: hrefOf(base, filter, next) } : {})}
      />
    )}
  </div>
)

const countOf = (t: StaffT, { known, capped }: ContactListProps['count']) =>
  t(capped ? 'contacts.count_capped' : 'contacts.count', { count: known })

const columns = (t: StaffT, base: string, today: string, filter: ContactFilter): Column<ContactRow>[] => [
  {
    key: 'name',
    label: t('contacts.name'),
    header: true,
    sort: sortBy(base, filter, 'name'),
    cell: (row) => <a href={`${base}/contacts/${row.id}`}>{listName(row)}</a>,
  },
  { key: 'stage', label: t('pipelines.stage'), cell: (row) => row.stage && <Badge>{t(`stage.${row.stage}`)}</Badge> },
  { key: 'from', label: t('contacts.municipality_origin'), cell: (row) => row.municipality_origin },
  { key: 'residence', label: t('contacts.residence'), cell: (row) => row.residence },
  {
    key: 'next',
    label: t('contacts.next_step'),
    sort: sortBy(base, filter, 'next_step'),
    cell: (row) => <NextStep t={t} row={row} today={today} />,
  },
  {
    key: 'owner',
    label: t('contacts.owner'),
    cell: (row) => row.owner_name ?? <span class="muted">{t('contacts.nobody')}</span>,
  },
]

const sortBy = (base: string, filter: ContactFilter, sort: ContactFilter['sort']) => ({
  href: hrefOf(base, { ...filter, sort, count: undefined }, undefined),
  ...(filter.sort === sort ? { direction: 'ascending' as const } : {}),
})

/** Family name first, as the list is sorted. */
const listName = (row: ContactRow) => [row.family_name, row.given_name].filter(Boolean).join(' ') || fullName(row)

const NobodyYet = ({ t, base, mayEdit }: { t: StaffT; base: string; mayEdit: boolean }) => (
  <EmptyState
    title={t('contacts.empty')}
    icon="people"
    action={
      mayEdit && (
        <ButtonLink href={`${base}/contacts/new`} icon="plus">
          {t('contacts.new')}
        </ButtonLink>
      )
    }
  >
    {t('contacts.empty_text')}
  </EmptyState>
)

const NoneFound = ({ t, base }: { t: StaffT; base: string }) => (
  <EmptyState
    title={t('contacts.none_found')}
    icon="search"
    action={
      <ButtonLink kind="secondary" href={`${base}/contacts`}>
        {t('common.clear_filters')}
      </ButtonLink>
    }
  >
    {t('contacts.none_found_text')}
  </EmptyState>
)

export const isFiltered = ({ q, stage, owner, tag, municipality }: ContactFilter) =>
  Boolean(q || stage || owner || tag || municipality)

const hrefOf = (base: string, filter: ContactFilter, after: string | undefined) => {
  const address = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, after })) if (value) address.set(name, value)
  return `${base}/contacts?${address}`
}
