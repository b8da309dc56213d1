import { stagesOf } from '../../src/lib/words.ts'
import { ButtonLink } from '../components/button.tsx'
import { SelectField, TextField } from '../components/field.tsx'
import { Filters } from '../components/filters.tsx'
import { PageHead } from '../components/page-head.tsx'
import { newShortcut } from '../components/shortcuts.tsx'
import { ContactList, type ContactListProps, isFiltered } from './list-table.tsx'

type Choices = { owners: { id: string; name: string }[]; tags: string[]; municipalities: string[] }

export const ContactListPage = ({ choices, ...list }: ContactListProps & { choices: Choices }) => {
  const { t, base, filter, mayEdit } = list
  return (
    <>
      <PageHead
        title={t('contacts.title')}
        actions={
          mayEdit && (
            <ButtonLink href={`${base}/contacts/new`} icon="plus" attrs={newShortcut}>
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
