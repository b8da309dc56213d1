import type { SavedView } from '../../src/contacts/queries/views.ts'
import { type ContactQuery, isFiltered } from '../../src/lib/contact-query.ts'
import type { CentreStage } from '../../src/lib/stages.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, PostButton } from '../components/button.tsx'
import { CheckboxField, TextField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { chipsOf, type ListWords } from './list-words.ts'

type Props = Pick<ListWords, 't' | 'choices'> & {
  base: string
  form: FormState
  view: SavedView | undefined
  isStale: boolean
  isRefused: boolean
  query: ContactQuery
  address: string
  key: string
  mayChange: boolean
  mayKeep: boolean
  stages: readonly CentreStage[]
}

/** A view under a name: a new one, or one that is called or shared differently from now on. */
export const SavedViewPage = (props: Props) => {
  const { t, base, view, isStale, isRefused, address, mayChange, mayKeep } = props
  return (
    <>
      <PageHead
        title={view?.name ?? t('lists.view_new')}
        back={{
          href: view ? `${base}/contacts?view=${view.id}` : `${base}/contacts?${address || 'view=all'}`,
          label: t('contacts.title'),
        }}
        {...(view && !mayChange ? { lead: t('lists.view_of', { name: view.member_name ?? '' }) } : {})}
      />
      {isStale && view && <Flash tone="bad">{t('lists.view_conflict', { name: view.name })}</Flash>}
      {isRefused && view && <Flash tone="bad">{t('lists.view_not_yours', { name: view.member_name ?? '' })}</Flash>}
      <WhatItShows {...props} />
      {mayKeep && <ViewForm {...props} />}
      {view && mayKeep && mayChange && (
        <PostButton
          kind="danger"
          action={`${base}/contacts/views/${view.id}/delete`}
          fields={{ version: view.version }}
          confirm={t('lists.view_delete_sure', { name: view.name })}
          deed
        >
          {t('lists.view_delete')}
        </PostButton>
      )}
    </>
  )
}

const ViewForm = ({ t, base, form: { typed, errors }, view, address, key, mayChange }: Props) => (
  <Form
    t={t}
    action={`${base}/contacts/views${view ? `/${view.id}` : ''}`}
    errors={errors}
    labels={{ name: t('lists.view_name') }}
    hidden={view ? { version: view.version } : { query: address, idempotency_key: key }}
  >
    {mayChange ? (
      <TextField
        t={t}
        name="name"
        label={t('lists.view_name')}
        hint={t('lists.view_name_hint')}
        error={errors.name}
        value={typed.name}
        maxlength={60}
        required
      />
    ) : (
      <input type="hidden" name="name" value={typed.name} />
    )}
    {mayChange && (
      <CheckboxField
        t={t}
        name="shared"
        label={t('lists.view_shared')}
        hint={t('lists.view_shared_hint')}
        checked={typed.shared === 'on'}
      />
    )}
    <CheckboxField
      t={t}
      name="as_default"
      label={t('lists.view_default')}
      hint={t('lists.view_default_hint')}
      checked={typed.as_default === 'on'}
    />
    <Button>{t('lists.view_save')}</Button>
  </Form>
)

const WhatItShows = ({ t, choices, stages, query }: Props) => (
  <p>
    {t('lists.view_what')}:{' '}
    <strong>
      {isFiltered(query)
        ? chipsOf({ t, choices, stages, tracks: [] }, query)
            .map(({ text }) => text)
            .join(' · ')
        : t('lists.view_everybody')}
    </strong>
  </p>
)
