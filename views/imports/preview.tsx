import type { Reason } from '../../src/lib/imports.ts'
import type { StaffT } from '../messages/index.ts'
import { reasonText } from './reasons.ts'

export type PreviewRow = { line: number; values: { field: string; text: string }[]; problems: Reason[] }

/** Rows as they will be written: each fact under our name for it; what cannot be taken comes first. */
export const PreviewTable = ({ t, rows }: { t: StaffT; rows: readonly PreviewRow[] }) => {
  const fields = [...new Set(rows.flatMap(({ values }) => values.map(({ field }) => field)))]
  const hasProblems = rows.some(({ problems }) => problems.length > 0)
  return (
    <section class="sheet-scroll" tabindex={0} aria-label={t('imports.preview', { count: rows.length })}>
      <table class="sheet">
        <thead>
          <tr>
            <th scope="col">{t('imports.row')}</th>
            {hasProblems && <th scope="col">{t('imports.kind.error')}</th>}
            {fields.map((field) => (
              <th scope="col">{field}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, values, problems }) => (
            <tr>
              <th scope="row">{line}</th>
              {hasProblems && (
                <td class="sheet-problems">
                  {problems.map((problem) => (
                    <p>{reasonText(t, problem)}</p>
                  ))}
                </td>
              )}
              {fields.map((field) => (
                <td>{values.find((value) => value.field === field)?.text ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
