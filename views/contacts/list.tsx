import type { SavedView } from '../../src/contacts/queries/views.ts'
import { ButtonLink, PostButton } from '../components/button.tsx'
import { Flash } from '../components/flash.tsx'
import { Menu } from '../components/menu.tsx'
import { PageHead } from '../components/page-head.tsx'
import { newShortcut } from '../components/shortcuts.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { StaffT } from '../messages/index.ts'
import { ListFilters } from './list-filters.tsx'
import { ContactList, type ContactListProps } from './list-table.tsx'

export type ContactListPageProps = ContactListProps & {
  views: readonly SavedView[]
  /** The view asked for is not there any more. */
  gone: boolean
  deleted: SavedView | undefined
  /** pairs that may be one person */
  duplicates: { count: number; more: boolean }
  done: string | undefined
}

export const ContactListPage = (props: ContactListPageProps) => {
  const { t, base, mayEdit, duplicates } = props
  return (
    <>
      <PageHead
        title={t('contacts.title')}
        actions={
          <>
            <Overviews t={t} base={base} duplicates={duplicates} />
            {mayEdit && (
              <ButtonLink kind="quiet" href={`${base}/contacts/import`}>
                {t('imports.title')}
              </ButtonLink>
            )}
            {mayEdit && (
              <ButtonLink href={`${base}/contacts/new`} icon="plus" attrs={newShortcut}>
                {t('contacts.new')}
              </ButtonLink>
            )}
          </>
        }
      />
      <WhatHappened {...props} />
      <Views {...props} />
      <ListFilters {...props} />
      <ContactList {...props} />
    </>
  )
}

/** What there is to see about all contacts at once. */
const Overviews = ({ t, base, duplicates }: Pick<ContactListPageProps, 't' | 'base' | 'duplicates'>) => (
  <Menu label={t('contacts.overviews')}>
    <a class="menu-item" href={`${base}/contacts/where`}>
      {t('whereabouts.title')}
    </a>
    <a class="menu-item" href={`${base}/duplicates`}>
      {t('duplicates.title')}
      {duplicates.count > 0 && <Waiting t={t} {...duplicates} />}
    </a>
    <a class="menu-item" href={`${base}/obligations`}>
      {t('obligations.title')}
    </a>
    <a class="menu-item" href={`${base}/jobs`}>
      {t('jobs.title')}
    </a>
  </Menu>
)

const Waiting = ({ t, count, more }: { t: StaffT; count: number; more: boolean }) => (
  <span class="badge">
    <span aria-hidden="true">{more ? `${count}+` : count}</span>
    <span class="visually-hidden">{t(more ? 'duplicates.count_more' : 'duplicates.count', { count })}</span>
  </span>
)

const WhatHappened = ({ t, base, gone, deleted, done }: ContactListPageProps) => (
  <>
    {gone && <Flash>{t('lists.view_gone')}</Flash>}
    {done === 'view_kept' && <Flash tone="good">{t('lists.view_kept')}</Flash>}
    {deleted && (
      <Flash
        tone="good"
        action={
          <PostButton
            kind="secondary"
            size="small"
            action={`${base}/contacts/views/${deleted.id}/restore`}
            fields={{ version: deleted.version }}
          >
            {t('lists.view_restore')}
          </PostButton>
        }
      >
        {t('lists.view_deleted', { name: deleted.name })}
      </Flash>
    )}
  </>
)

const Views = ({ t, base, views, view }: ContactListPageProps) =>
  views.length > 0 && (
    <Tabs
      label={t('lists.views')}
      tabs={[
        { href: `${base}/contacts?view=all`, label: t('lists.views_all'), current: !view },
        ...views.map(({ id, name }) => ({
          href: `${base}/contacts?view=${id}`,
          label: name,
          current: view?.id === id,
        })),
      ]}
    />
  )
