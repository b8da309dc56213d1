import { type ContactQuery, contactListHref, isFiltered, withoutFilter } from '../../src/lib/contact-query.ts'
import { Icon } from '../components/icon.tsx'
import { chipsOf, type ListWords } from './list-words.ts'

type Props = ListWords & { base: string; query: ContactQuery }

/** What the list was asked for, as sentences; each is taken away by following it. */
export const Chips = ({ base, query, ...words }: Props) => {
  const { t } = words
  if (!isFiltered(query)) return null
  return (
    <nav class="chips" aria-label={t('lists.chosen')}>
      <ul>
        {chipsOf(words, query).map(({ name, value, text, alsoRemoves = [] }) => {
          const without = alsoRemoves.reduce(emptied, withoutFilter(query, name, value))
          return (
            <li>
              <a
                class="chip"
                href={contactListHref(base, keepingView(query, without))}
                aria-label={t('lists.remove', { filter: text })}
              >
                <span>{text}</span>
                <Icon name="cross" />
              </a>
            </li>
          )
        })}
        <li>
          <a href={contactListHref(base, { view: 'all' })}>{t('common.clear_filters')}</a>
        </li>
      </ul>
    </nav>
  )
}

const emptied = (query: ContactQuery, name: keyof ContactQuery): ContactQuery => ({
  ...query,
  [name]: Array.isArray(query[name]) ? [] : undefined,
})

/** A changed view is still the view it was made from, until it is saved or left. */
const keepingView = ({ view }: ContactQuery, changed: ContactQuery): ContactQuery => ({ ...changed, view })
