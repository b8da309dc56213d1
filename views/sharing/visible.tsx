import { wholeNumber } from '../../src/lib/format.ts'
import type { ReleaseReport } from '../../src/lib/words.ts'
import { Stats } from '../components/stats.tsx'
import type { StaffT } from '../messages/index.ts'
import { percentOf } from './published-table.tsx'

/** What a reader gets out of it. The errors were measured by the counting process; nothing is counted here. */
export const Visible = ({ t, report }: { t: StaffT; report: ReleaseReport | null }) =>
  report && (
    <section class="stack-small">
      <h2>{t('sharing.visible')}</h2>
      <Stats
        label={t('sharing.visible')}
        stats={[
          {
            label: t('sharing.visible_cells'),
            value: percentOf(t, share(report.cells)),
            note: t('sharing.visible_cells_note', report.cells),
          },
          {
            label: t('sharing.visible_answers'),
            value: percentOf(t, share(report.answers)),
            note: t('sharing.visible_answers_note'),
          },
          { label: t('sharing.visible_tables'), value: wholeNumber(t, report.tables) },
          {
            label: t('sharing.visible_error'),
            value: t('sharing.visible_error_value', { people: Math.round(report.meanError * 10) / 10 }),
            note: t('sharing.visible_error_note', { worst: report.worstError }),
          },
        ]}
      />
    </section>
  )

const share = ({ all, readable }: { all: number; readable: number }) => (all === 0 ? 0 : readable / all)
