import { type ContactQuery, type FilterName, filterNames, withoutPlace } from '../../src/lib/contact-query.ts'
import { SelectField, TextField } from '../components/field.tsx'
import { Icon } from '../components/icon.tsx'
import { remembered } from '../components/remembered.ts'
import { groups, type Kind } from './list-panel-groups.ts'
import { type ListWords, optionsOf } from './list-words.ts'

type Panel = ListWords & { query: ContactQuery }

/** Names that stand in the quick bar above and must not be sent twice. */
const quick: readonly FilterName[] = ['stage', 'owner', 'municipality', 'tag']

/** Five hundred choices, which are the same from page to page. */
export const FilterPanel = remembered(
  (panel: Panel) => <PanelAnew {...panel} />,
  ({ t, query, ...words }) => [
    t.lang,
    JSON.stringify(words),
    query.track,
    JSON.stringify(filterNames.map((name) => query[name])),
  ],
  100,
)

const PanelAnew = ({ query, ...words }: Panel) => {
  const { t } = words
  const options = optionsOf(words, query)
  const lists = wordLists(words)
  return (
    <details class="filter-panel">
      <summary class="button button-secondary">
        <Icon name="filter" />
        <span>{t('lists.more_filters')}</span>
      </summary>
      {groups.map(([group, controls]) => (
        <details class="filter-group" open={controls.some(([name]) => isSet(query, name, quick))}>
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
                query={query}
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
    </details>
  )
}

/** In the quick bar stands the first value; from the second on they are the panel's. */
const isSet = (query: ContactQuery, name: FilterName, barred: readonly FilterName[]) =>
  [query[name] ?? []].flat().length > (barred.includes(name) ? 1 : 0)

const wordLists = ({ choices }: ListWords) => ({
  municipality: choices.municipalities,
  town: choices.towns,
  field: choices.fields,
  event_town: choices.eventTowns,
  tag: choices.tags,
  tag_all: choices.tags,
  tag_none: choices.tags,
})

type FieldsProps = {
  t: ListWords['t']
  name: FilterName
  kind: Kind
  query: ContactQuery
  options: readonly { value: string; label: string }[]
  list: string | undefined
}

const Fields = ({ t, name, kind, query, options, list }: FieldsProps) => {
  const given = [query[name] ?? []].flat().map(String)
  const isMany = kind === 'some' || kind === 'word'
  const values = quick.includes(name) ? given.slice(1) : given
  const shown = isMany ? [...values, ''] : [given[0] ?? '']
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
