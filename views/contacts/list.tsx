import type { ContactFilter, ContactRow } from '../../src/contacts/queries/list.ts'
import { fullName } from '../../src/lib/names.ts'
import { stagesOf } from '../../src/lib/words.ts'
import { Badge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { SelectField, TextField } from '../components/field.tsx'
import { Filters } from '../components/filters.tsx'
import { PageHead } from '../components/page-head.tsx'
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

type Choices = { owners: { id: string; name: string }[]; tags: string[]; municipalities: string[] }

export const ContactListPage = ({ choices, ...list }: ContactListProps & { choices: Choices }) => {
  const { t, base, filter, mayEdit } = list
  return (
    <>
      <PageHead
        title={t('contacts.title')}
        actions={
          mayEdit && (
            <ButtonLink href={`${base}/contacts/new`} icon="plus">
              {t('contacts.new')}
            </ButtonLink>
          )
        }
      />
      <Filters
        t={t}
        label={t('contacts.filters')}
        action={`${base}/contacts`}
        {...(isFiltered(filter) ? { clearHref: `${base}/contacts` } : {})}
        attrs={{
          'hx-get': `${base}/contacts`,
          'hx-trigger': 'input delay:250ms, submit',
          'hx-target': '#contact-list',
          'hx-swap': 'outerHTML',
          'hx-push-url': 'true',
          'hx-sync': 'this:replace',
        }}
      >
        <TextField t={t} name="q" id="contact-search" label={t('contacts.search')} type="search" value={filter.q} />
        <SelectField
          t={t}
          name="stage"
          label={t('pipelines.stage')}
          value={filter.stage ?? ''}
          empty={t('contacts.any')}
          options={stagesOf(filter.track).map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
        />
        <SelectField
          t={t}
          name="owner"
          label={t('contacts.owner')}
          value={filter.owner ?? ''}
          empty={t('contacts.anyone')}
          options={choices.owners.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          t={t}
          name="municipality"
          label={t('contacts.municipality_origin')}
          value={filter.municipality ?? ''}
          empty={t('contacts.any')}
          options={choices.municipalities.map((name) => ({ value: name, label: name }))}
        />
        <SelectField
          t={t}
          name="tag"
          label={t('contacts.tag')}
          value={filter.tag ?? ''}
          empty={t('contacts.any')}
          options={choices.tags.map((tag) => ({ value: tag, label: tag }))}
        />
        <SelectField
          t={t}
          name="sort"
          label={t('contacts.sort')}
          value={filter.sort}
          empty={false}
          options={(['name', 'newest', 'next_step'] as const).map((sort) => ({
            value: sort,
            label: t(`contacts.sort.${sort}`),
          }))}
        />
      </Filters>
      <ContactList {...list} />
    </>
  )
}

export const ContactList = ({ t, base, filter, contacts, next, count, today, mayEdit }: ContactListProps) => (
  <div id="contact-list">
    <Table
      caption={t('contacts.list')}
      captionHidden
      columns={columns(t, base, today)}
      rows={contacts}
      empty={isFiltered(filter) ? <NoneFound t={t} base={base} /> : <NobodyYet t={t} base={base} mayEdit={mayEdit} />}
    />
    {contacts.length > 0 && (
      <Pager
        t={t}
        summary={
          count.capped
            ? t('contacts.count_capped', { count: count.known })
            : t('contacts.count', { count: count.known })
        }
        {...(filter.after ? { firstHref: hrefOf(base, filter, undefined) } : {})}
        {...(next ? { nextHref: hrefOf(base, filter, next) } : {})}
      />
    )}
  </div>
)

const columns = (t: StaffT, base: string, today: string): Column<ContactRow>[] => [
  {
    key: 'name',
    label: t('contacts.name'),
    header: true,
    cell: (row) => <a href={`${base}/contacts/${row.id}`}>{listName(row)}</a>,
  },
  { key: 'stage', label: t('pipelines.stage'), cell: (row) => row.stage && <Badge>{t(`stage.${row.stage}`)}</Badge> },
  { key: 'from', label: t('contacts.municipality_origin'), cell: (row) => row.municipality_origin },
  { key: 'residence', label: t('contacts.residence'), cell: (row) => row.residence },
  { key: 'next', label: t('contacts.next_step'), cell: (row) => <NextStep t={t} row={row} today={today} /> },
  {
    key: 'owner',
    label: t('contacts.owner'),
    cell: (row) => row.owner_name ?? <span class="muted">{t('contacts.nobody')}</span>,
  },
]

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

const isFiltered = ({ q, stage, owner, tag, municipality }: ContactFilter) =>
  Boolean(q || stage || owner || tag || municipality)

const hrefOf = (base: string, filter: ContactFilter, after: string | undefined) => {
  const address = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...filter, after })) if (value) address.set(name, value)
  return `${base}/contacts?${address}`
}
