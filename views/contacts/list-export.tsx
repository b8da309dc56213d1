import {
  type ContactColumn,
  type ContactQuery,
  contactAddress,
  contactColumns,
  contactListHref,
  usualColumns,
  withoutPlace,
} from '../../src/lib/contact-query.ts'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = {
  t: StaffT
  base: string
  query: ContactQuery
  mostInWorkbook: number
  refused?: { tooMany: number } | undefined
}

/** The list as a file: the same people, columns and order. */
export const Exports = ({ t, base, query, mostInWorkbook, refused }: Props) => (
  <details class="list-tool no-print" open={refused !== undefined}>
    <summary class="button button-quiet button-small">{t('lists.export')}</summary>
    <form class="form" method="post" action={`${base}/contacts/export`} data-no-lock>
      {refused && (
        <p class="field-error" role="alert">
          {t('lists.export_too_many', { count: refused.tooMany })}
        </p>
      )}
      <p class="field-hint">{t('lists.export_lead')}</p>
      <input type="hidden" name="query" value={contactAddress({ ...withoutPlace(query), view: query.view })} />
      <p class="field-hint">{t('lists.export_xlsx_hint', { count: mostInWorkbook })}</p>
      <div class="button-row">
        <Button size="small" kind="secondary" name="format" value="csv">
          {t('lists.export_csv')}
        </Button>
        <Button size="small" kind="secondary" name="format" value="xlsx">
          {t('lists.export_xlsx')}
        </Button>
      </div>
    </form>
  </details>
)

/** Which columns and in which order: a form whose fields are read in the order they are sent. */
export const ColumnChoice = ({ t, base, query }: Pick<Props, 't' | 'base' | 'query'>) => {
  const chosen = query.cols.length > 0 ? query.cols : [...usualColumns]
  const ordered: ContactColumn[] = [...chosen, ...contactColumns.filter((column) => !chosen.includes(column))]
  const rest = new URLSearchParams(contactAddress({ ...withoutPlace(query), cols: [], view: query.view ?? 'all' }))
  return (
    <details class="list-tool no-print">
      <summary class="button button-quiet button-small">{t('lists.columns')}</summary>
      <form class="form" method="get" action={`${base}/contacts`}>
        {[...rest].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <p class="field-hint">{t('lists.columns_hint')}</p>
        <ol class="column-choice">
          {ordered.map((column, at) => (
            <li>
              <label class="check-label">
                <input class="check" type="checkbox" name="cols" value={column} checked={chosen.includes(column)} />{' '}
                {t(`lists.column.${column}`)}
              </label>
              {chosen.length > 1 && at < chosen.length && <Earlier {...{ t, base, query, chosen, column, at }} />}
            </li>
          ))}
        </ol>
        <div class="button-row">
          <Button size="small" kind="secondary">
            {t('lists.columns_save')}
          </Button>
          <a href={contactListHref(base, { ...withoutPlace(query), view: query.view, cols: [] })}>
            {t('lists.columns_usual')}
          </a>
        </div>
      </form>
    </details>
  )
}

type EarlierProps = Pick<Props, 't' | 'base' | 'query'> & {
  chosen: readonly ContactColumn[]
  column: ContactColumn
  at: number
}

/** A link that moves a column one place towards the beginning. */
const Earlier = ({ t, base, query, chosen, column, at }: EarlierProps) => {
  if (at === 0) return null
  const cols = chosen.toSpliced(at, 1).toSpliced(at - 1, 0, column)
  return (
    <a
      class="chip"
      href={contactListHref(base, { ...withoutPlace(query), view: query.view, cols })}
      aria-label={t('lists.columns_earlier', { column: t(`lists.column.${column}`) })}
    >
      <Icon name="arrow-left" />
    </a>
  )
}
