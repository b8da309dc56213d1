import type { RawRow } from '../../src/lib/imports.ts'
import type { StaffT } from '../messages/index.ts'

type Props = { t: StaffT; header: readonly string[]; rows: readonly RawRow[] }

/** Rows as they stand in the file. A wide list is looked at by its first columns, all of it by scrolling. */
export const RawTable = ({ t, header, rows }: Props) => (
  <section class="sheet-scroll" tabindex={0} aria-label={t('imports.first_rows', { count: rows.length })}>
    <table class="sheet">
      <thead>
        <tr>
          <th scope="col">{t('imports.row')}</th>
          {header.map((title, at) => (
            <th scope="col">{title || t('imports.column_nth', { nth: at + 1 })}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([line, cells]) => (
          <tr>
            <th scope="row">{line}</th>
            {header.map((_, at) => (
              <td>{short(cells[at] ?? '')}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const short = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
