import { SelectField, TextField } from '../components/field.tsx'
import { Filters } from '../components/filters.tsx'
import type { BoardProps } from './board.tsx'

/** Whose cards are shown; it stands in the address, so it can be kept and passed on. */
export const BoardFilters = ({ t, base, track, filter, owners, isFiltered }: BoardProps & { isFiltered: boolean }) => (
  <Filters
    t={t}
    label={t('pipelines.filters')}
    action={`${base}/pipelines/${track}`}
    {...(isFiltered ? { clearHref: `${base}/pipelines/${track}` } : {})}
  >
    <SelectField
      t={t}
      name="owner"
      label={t('pipelines.owner')}
      value={filter.owner ?? ''}
      empty={t('pipelines.owner_all')}
      options={[
        { value: 'me', label: t('pipelines.owner_me') },
        ...owners.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
    <TextField t={t} name="q" label={t('pipelines.search')} type="search" value={filter.q} maxlength={100} />
  </Filters>
)
