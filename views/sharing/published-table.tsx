import { wholeNumber } from '../../src/lib/format.ts'
import type { Code } from '../../src/sharing/release/format.ts'
import type { PublicT } from '../messages/index.ts'
import { isSumOf, type Line, labelOf, leastForPercent, type ShownTable } from './published.ts'

/** One table exactly as others see it: counts as published, shares out of them, and what remains beside hidden cells. */
export const PublishedTable = ({ t, table, level }: { t: PublicT; table: ShownTable; level: 3 | 4 }) => {
  const Heading = level === 3 ? 'h3' : 'h4'
  const frame = labelOf(t.lang, table.frame)
  const caption = t('published.caption', { item: labelOf(t.lang, table.item), frame })
  const hides = table.rows.some(({ hidden }) => hidden > 0)
  return (
    <section class="stack-small">
      <Heading>{t('published.by', { frame })}</Heading>
      <section class="wide-table" aria-label={t('published.scroll', { caption })} tabindex={0}>
        <table class="release-table">
          <caption class="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t('published.answer')}</th>
              {table.columns.map(({ code }) => (
                <th scope="col">{shortOf(t, code)}</th>
              ))}
              {hides && <th scope="col">{t('published.rest')}</th>}
              <th scope="col">{t('published.total')}</th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr>
                <th scope="row">{shortOf(t, row.code)}</th>
                {row.cells.map((count, at) => (
                  <Cell t={t} count={count} base={table.columns[at]?.margin ?? 0} />
                ))}
                {hides && <Rest t={t} line={row} />}
                <Cell t={t} count={row.margin} base={table.total} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            {table.columns.some(({ hidden }) => hidden > 0) && <HiddenRow t={t} table={table} />}
            <tr>
              <th scope="row">{t('published.total')}</th>
              {table.columns.map(({ margin }) => (
                <td>{wholeNumber(t, margin)}</td>
              ))}
              {hides && <td />}
              <td>{wholeNumber(t, table.total)}</td>
            </tr>
          </tfoot>
        </table>
      </section>
      <Shortened t={t} codes={[...table.columns, ...table.rows].map(({ code }) => code)} />
      {table.columns.some(({ margin }) => margin < leastForPercent) && <p class="small muted">{t('published.few')}</p>}
    </section>
  )
}

/** A name made of many would make its column as wide as the table. */
const shortOf = (t: PublicT, code: Code): string => {
  const names = namesIn(t, code)
  return names.length > 2
    ? t('published.and_others', { first: names[0], count: names.length - 1 })
    : labelOf(t.lang, code)
}

const namesIn = (t: PublicT, code: Code): string[] => (isSumOf(code) ? labelOf(t.lang, code).split(' + ') : [])

const Shortened = ({ t, codes }: { t: PublicT; codes: readonly Code[] }) =>
  codes
    .filter((code) => namesIn(t, code).length > 2)
    .map((code) => (
      <p class="small muted">
        {t('published.members', {
          short: shortOf(t, code),
          members: new Intl.ListFormat(t.lang).format(namesIn(t, code)),
        })}
      </p>
    ))

const Cell = ({ t, count, base }: { t: PublicT; count: number | undefined; base: number }) =>
  count === undefined ? (
    <td class="hidden-cell">{t('published.hidden')}</td>
  ) : (
    <td>
      {wholeNumber(t, count)}
      {base >= leastForPercent && <span class="cell-share">{percentOf(t, count / base)}</span>}
    </td>
  )

const HiddenRow = ({ t, table }: { t: PublicT; table: ShownTable }) => (
  <tr>
    <th scope="row">{t('published.rest')}</th>
    {table.columns.map((line) => (
      <Rest t={t} line={line} />
    ))}
    <td />
    <td />
  </tr>
)

/** A line with hidden cells adds up only with this. It is a sum of rounded numbers, so a small one is not told either. */
const Rest = ({ t, line: { hidden, rest } }: { t: PublicT; line: Line }) => (
  <td class="rest-cell">
    {hidden > 0 && (rest < 10 ? t('published.rest_small') : t('published.rest_about', { count: rest }))}
  </td>
)

export const percentOf = ({ lang }: PublicT, share: number): string =>
  new Intl.NumberFormat(lang, { style: 'percent' }).format(share)
