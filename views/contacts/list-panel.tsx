import type { FurtherWords } from '../../src/contacts/queries/choices.ts'
import {
  type ContactQuery,
  contactAddress,
  type FilterName,
  filterNames,
  withoutPlace,
} from '../../src/lib/contact-query.ts'
import { Fetched } from '../components/fetched.tsx'
import { SelectField, TextField } from '../components/field.tsx'
import { Icon } from '../components/icon.tsx'
import { groups, type Kind } from './list-panel-groups.ts'
import { type ListWords, optionsOf } from './list-words.ts'

type Panel = ListWords & { base: string; query: ContactQuery; further?: FurtherWords | undefined }

/** Names that stand in the quick bar above and must not be sent twice. */
const quick: readonly FilterName[] = ['stage', 'owner', 'municipality', 'tag']

/** All other filters. Five hundred choices are fetched when somebody opens it; a page of its own holds it open. */
export const FilterPanel = ({ base, query, further, ...words }: Panel) => (
  <details class="filter-panel" open={further !== undefined}>
    <summary class="button button-secondary">
      <Icon name="filter" />
      <span>{words.t('lists.more_filters')}</span>
    </summary>
    {further ? (
      <FilterGroups {...words} query={query} further={further} />
    ) : (
      <FilterGroupsAhead t={words.t} base={base} query={query} />
    )}
  </details>
)

/** In place of the groups until they come: what they would say, and the way to them without a script. */
const FilterGroupsAhead = ({ t, base, query }: Pick<Panel, 't' | 'base' | 'query'>) => (
  <Fetched
    id="filter-groups"
    href={`${base}/contacts/filters?${contactAddress({ ...withoutPlace(query), view: query.view })}`}
    label={t('lists.all_filters')}
    include="closest form"
  >
    {panelNames.flatMap((name) =>
      ownValues(query, name).map((value) => <input type="hidden" name={name} value={value} />),
    )}
  </Fetched>
)

const panelNames = [...filterNames, 'track'] as const

export const FilterGroups = ({
  query,
  further,
  ...words
}: ListWords & { query: ContactQuery; further: FurtherWords }) => {
  const { t } = words
  const options = optionsOf(words, query)
  const lists = wordLists(words, further)
  return (
    <div id="filter-groups">
      {groups.map(([group, controls]) => (
        <details class="filter-group" open={controls.some(([name]) => ownValues(query, name).length > 0)}>
          <summary>{t(`lists.group.${group}`)}</summary>
          <div class="filter-fields">
            {group === 'work' && words.tracks.length > 1 && (
              <SelectField
                t={t}
                name="track"
                label={t('contacts.track')}
                value={query.track ?? ''}
                empty={t('contacts.any')}
                options={options.track}
              />
            )}
            {controls.map(([name, kind]) => (
              <Fields
                t={t}
                name={name}
                kind={kind}
                values={ownValues(query, name)}
                options={name in options ? options[name as keyof typeof options] : []}
                list={name in lists ? name : undefined}
              />
            ))}
          </div>
        </details>
      ))}
      {Object.entries(lists).map(([name, said]) => (
        <datalist id={`words-${name}`}>
          {said.map((word) => (
            <option value={word} />
          ))}
        </datalist>
      ))}
    </div>
  )
}

/** In the quick bar stands the first value; from the second on they are the panel's. */
const ownValues = (query: ContactQuery, name: FilterName | 'track'): string[] =>
  [query[name] ?? []]
    .flat()
    .map(String)
    .slice(name !== 'track' && quick.includes(name) ? 1 : 0)

const wordLists = ({ choices }: ListWords, further: FurtherWords) => ({
  municipality: choices.municipalities,
  town: further.towns,
  field: further.fields,
  event_town: further.eventTowns,
  tag: choices.tags,
  tag_all: choices.tags,
  tag_none: choices.tags,
})

type FieldsProps = {
  t: ListWords['t']
  name: FilterName
  kind: Kind
  values: readonly string[]
  options: readonly { value: string; label: string }[]
  list: string | undefined
}

const Fields = ({ t, name, kind, values, options, list }: FieldsProps) => {
  const isMany = kind === 'some' || kind === 'word'
  const shown = isMany ? [...values, ''] : [values[0] ?? '']
  return (
    <div class="filter-field">
      {shown.map((value, at) => {
        const field = {
          t,
          name,
          id: at === 0 ? `filter-${name}` : `filter-${name}-${at}`,
          label: t(`lists.filter.${name}`),
          labelHidden: at > 0,
          value,
        }
        if (kind === 'word') return <TextField {...field} list={`words-${list}`} maxlength={100} />
        if (kind === 'day') return <TextField {...field} type="date" />
        if (kind === 'number') return <TextField {...field} type="number" inputmode="numeric" min={1} />
        return <SelectField {...field} empty={t('contacts.any')} options={options} />
      })}
    </div>
  )
}

/** What the form of filters does not ask for and must not lose: columns, direction and the view it began with. */
export const KeptFields = ({ query }: { query: ContactQuery }) => {
  const { cols, dir } = withoutPlace(query)
  return (
    <>
      {cols.map((column) => (
        <input type="hidden" name="cols" value={column} />
      ))}
      {dir && <input type="hidden" name="dir" value={dir} />}
      <input type="hidden" name="view" value={query.view ?? 'all'} />
    </>
  )
}
