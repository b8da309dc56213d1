import type { FurtherWords } from '../../src/contacts/queries/choices.ts'
import { type ContactQuery, contactAddress, contactListHref } from '../../src/lib/contact-query.ts'
import { SelectField, TextField } from '../components/field.tsx'
import { Filters } from '../components/filters.tsx'
import { PageHead } from '../components/page-head.tsx'
import { remembered } from '../components/remembered.ts'
import { FilterPanel, KeptFields } from './list-panel.tsx'
import { type ListWords, optionsOf } from './list-words.ts'

/** All filters at once, for whoever's browser cannot fetch them into the list. */
export const FilterPage = (props: ListFiltersProps) => (
  <>
    <PageHead
      title={props.t('lists.all_filters')}
      back={{ href: contactListHref(props.base, props.query), label: props.t('contacts.title') }}
    />
    <ListFilters {...props} />
  </>
)

type ListFiltersProps = ListWords & { base: string; query: ContactQuery; further?: FurtherWords }

/** The four filters asked most and the search; all others are a panel away, in the same form. */
export const ListFilters = remembered(
  (props: ListFiltersProps) => <FiltersAnew {...props} />,
  ({ t, base, query, stages, tracks, choices, further }) => [
    ...[t.lang, base, contactAddress({ ...query, after: undefined, before: undefined, count: undefined })],
    ...[stages, tracks, choices, further],
  ],
  100,
)

const FiltersAnew = ({ t, base, query, stages, tracks, choices, further }: ListFiltersProps) => {
  const options = optionsOf({ t, stages, tracks, choices }, query)
  return (
    <Filters
      t={t}
      label={t('contacts.filters')}
      action={`${base}/contacts`}
      attrs={further ? {} : filteringAtOnce(base)}
    >
      <KeptFields query={query} />
      <div class="filters-quick">
        <TextField t={t} name="q" id="contact-search" label={t('contacts.search')} type="search" value={query.q} />
        <SelectField
          t={t}
          name="stage"
          label={t('pipelines.stage')}
          value={query.stage[0] ?? ''}
          empty={t('contacts.any')}
          options={options.stage}
        />
        <SelectField
          t={t}
          name="owner"
          label={t('contacts.owner')}
          value={query.owner[0] ?? ''}
          empty={t('contacts.anyone')}
          options={options.owner}
        />
        <SelectField
          t={t}
          name="municipality"
          label={t('contacts.municipality_origin')}
          value={query.municipality[0] ?? ''}
          empty={t('contacts.any')}
          options={choices.municipalities.map((name) => ({ value: name, label: name }))}
        />
        <SelectField
          t={t}
          name="tag"
          label={t('contacts.tag')}
          value={query.tag[0] ?? ''}
          empty={t('contacts.any')}
          options={choices.tags.map((tag) => ({ value: tag, label: tag }))}
        />
        <SelectField
          t={t}
          name="sort"
          label={t('contacts.sort')}
          value={query.sort}
          empty={false}
          options={(['name', 'newest', 'next_step', 'touched', 'residence', 'stage_since'] as const).map((sort) => ({
            value: sort,
            label: t(`lists.sort.${sort}`),
          }))}
        />
      </div>
      <FilterPanel {...{ t, base, stages, tracks, choices, query, further }} />
    </Filters>
  )
}

const filteringAtOnce = (base: string) => ({
  'hx-get': `${base}/contacts`,
  'hx-trigger': 'input delay:250ms, submit',
  'hx-target': '#contact-list',
  'hx-swap': 'outerHTML',
  'hx-push-url': 'true',
  'hx-sync': 'this:replace',
})
