import type { ContactRow } from '../../src/contacts/queries/list.ts'
import type { SavedView } from '../../src/contacts/queries/views.ts'
import {
  type ContactQuery,
  contactAddress,
  contactListHref,
  isFiltered,
  withoutPlace,
} from '../../src/lib/contact-query.ts'
import { stageName } from '../../src/lib/stages.ts'
import { ButtonLink, PostButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Flash } from '../components/flash.tsx'
import { Icon } from '../components/icon.tsx'
import { Pager } from '../components/pager.tsx'
import { remembered } from '../components/remembered.ts'
import { type Column, Table, TableRow } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { BulkBar } from './list-bulk.tsx'
import { Chips } from './list-chips.tsx'
import { listColumns } from './list-columns.tsx'
import { ColumnChoice, Exports } from './list-export.tsx'
import type { ListWords } from './list-words.ts'

export type ContactListProps = ListWords & {
  base: string
  query: ContactQuery
  contacts: ContactRow[]
  next: string | undefined
  previous: string | undefined
  count: { known: number; capped: boolean }
  today: string
  mayEdit: boolean
  mayExport: boolean
  view: SavedView | undefined
  mayChangeView: boolean
  mostInWorkbook: number
  refused: { tooMany: number } | undefined
}

/** All that changes when somebody filters: what was asked, who was found, and what to do with them. */
export const ContactList = (props: ContactListProps) => {
  const { t, base, query, contacts, count, stages, tracks, choices, mayEdit } = props
  const columns = listColumns(props).filter(({ key }) => mayEdit || key !== 'select')
  return (
    <div id="contact-list" data-said={contacts.length > 0 ? countOf(t, count) : t('contacts.none_found')}>
      <Chips {...{ t, base, query, stages, tracks, choices }} />
      <ViewState {...props} />
      <Tools {...props} />
      {mayEdit && contacts.length > 0 && <BulkBar t={t} base={base} query={query} count={count} />}
      <Table
        caption={t('contacts.list')}
        captionHidden
        columns={columns}
        rows={contacts}
        row={(contact) => <ContactLine {...props} columns={columns} contact={contact} />}
        empty={isFiltered(query) ? <NoneFound t={t} base={base} /> : <NobodyYet t={t} base={base} mayEdit={mayEdit} />}
      />
      {contacts.length > 0 && <Pages {...props} />}
    </div>
  )
}

type Line = Pick<ContactListProps, 't' | 'base' | 'today' | 'stages'> & {
  columns: readonly Column<ContactRow>[]
  contact: ContactRow
}

/** Whoever works with a list sees the same people again and again. */
const ContactLine = remembered(
  ({ columns, contact }: Line) => <TableRow columns={columns} row={contact} />,
  ({ t, base, today, stages, columns, contact: { count: _, nth: __, ...said } }) => [
    ...[t.lang, base, today, columns.map(({ key }) => key).join()],
    said.stage && stageName(stages, said.stage),
    said,
  ],
  2000,
)

const Pages = ({ t, base, query, next, previous, count }: ContactListProps) => {
  const from = (place: Partial<ContactQuery>) =>
    contactListHref(base, { ...withoutPlace(query), view: query.view, count: query.count, ...place })
  const exactly = from({ count: 'exact', after: query.after, before: query.before })
  return (
    <Pager
      t={t}
      summary={
        <>
          {countOf(t, count)}
          {count.capped && (
            <>
              {' '}
              · <a href={exactly}>{t('contacts.count_exactly')}</a>
            </>
          )}
          {previous && (
            <a class="button button-quiet button-small" href={from({ before: previous })} rel="prev">
              <Icon name="arrow-left" />
              <span>{t('lists.previous')}</span>
            </a>
          )}
        </>
      }
      {...(query.after || query.before ? { firstHref: from({}) } : {})}
      {...(next ? { nextHref: from({ after: next }) } : {})}
    />
  )
}

const Tools = remembered(
  (props: ContactListProps) => <ToolsAnew {...props} />,
  ({ t, base, query, contacts, count, view, mayEdit, mayExport, mostInWorkbook, refused }) => [
    ...[t.lang, base, contactAddress({ ...query, after: undefined, before: undefined }), contacts.length > 0, count],
    ...[view, mayEdit, mayExport, mostInWorkbook, refused],
  ],
  200,
)

const ToolsAnew = (props: ContactListProps) => {
  const { t, base, query, contacts, count, view, mayEdit, mayExport } = props
  const asked = contactAddress(withoutPlace(query))
  return (
    <div class="list-tools no-print">
      {contacts.length > 0 && <p class="list-count">{countOf(t, count)}</p>}
      <ColumnChoice {...props} />
      {mayExport && contacts.length > 0 && <Exports {...props} />}
      {mayEdit && asked && asked !== view?.query && (
        <ButtonLink kind="quiet" size="small" href={`${base}/contacts/views/new?${asked}`}>
          {t('lists.view_keep')}
        </ButtonLink>
      )}
      {mayEdit && view && (
        <ButtonLink kind="quiet" size="small" href={`${base}/contacts/views/${view.id}`}>
          {t('lists.view_settings')}
        </ButtonLink>
      )}
    </div>
  )
}

/** A view that was changed says so, and whoever may save it can. */
const ViewState = ({ t, base, query, view, mayEdit, mayChangeView }: ContactListProps) => {
  const asked = contactAddress(withoutPlace(query))
  if (!view || asked === view.query) return null
  const save = mayEdit && mayChangeView && (
    <PostButton
      size="small"
      action={`${base}/contacts/views/${view.id}/query`}
      fields={{ query: asked, version: view.version }}
    >
      {t('lists.view_save_changes')}
    </PostButton>
  )
  return <Flash action={save}>{t('lists.view_changed', { name: view.name })}</Flash>
}

export const countOf = (t: StaffT, { known, capped }: ContactListProps['count']) =>
  t(capped ? 'contacts.count_capped' : 'contacts.count', { count: known })

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
      <ButtonLink kind="secondary" href={`${base}/contacts?view=all`}>
        {t('common.clear_filters')}
      </ButtonLink>
    }
  >
    {t('contacts.none_found_text')}
  </EmptyState>
)
