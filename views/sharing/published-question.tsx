import { wholeNumber } from '../../src/lib/format.ts'
import type { Item } from '../../src/sharing/release/format.ts'
import { BarChart } from '../components/chart.tsx'
import type { PublicT } from '../messages/index.ts'
import { type Answer, answersOf, labelOf, type PublishedTables, tablesOf, totalOf } from './published.ts'
import { PublishedTable, percentOf } from './published-table.tsx'

type Props = { t: PublicT; published: PublishedTables; item: Item; level?: 2 | 3 }

/** One question of a release: the answers of everybody as a picture, then its tables. */
export const PublishedQuestion = ({ t, published, item, level = 2 }: Props) => {
  const Heading = level === 2 ? 'h2' : 'h3'
  const answers = answersOf(published, item)
  const id = `question-${item.id}`
  const label = labelOf(t.lang, item)
  const top = answers.reduce((best, each) => (each.count > best.count ? each : best))
  return (
    <section class="stack" id={id}>
      <Heading>{label}</Heading>
      <BarChart
        id={`${id}-chart`}
        title={t('published.chart', { item: label })}
        summary={answers.map((answer) => t('published.summary_bar', wordsOf(t, answer))).join(' ')}
        bars={answers.map((answer) => barOf(t, answer))}
        percent={(share) => percentOf(t, share)}
      >
        <figcaption class="small">
          {t('published.summary_top', wordsOf(t, top))} {t('published.chart_note', { total: totalOf(published) })}
        </figcaption>
        <AnswerTable t={t} label={label} answers={answers} />
      </BarChart>
      <p class="small muted">{t('published.hidden_note')}</p>
      {tablesOf(published, item).map((table) => (
        <PublishedTable t={t} table={table} level={level === 2 ? 3 : 4} />
      ))}
    </section>
  )
}

const AnswerTable = ({ t, label, answers }: { t: PublicT; label: string; answers: readonly Answer[] }) => (
  <table class="chart-table" data-columns={3}>
    <caption class="visually-hidden">{t('published.numbers', { item: label })}</caption>
    <thead>
      <tr>
        <th scope="col">{t('published.answer')}</th>
        <th scope="col">{t('published.count')}</th>
        <th scope="col">{t('published.share')}</th>
      </tr>
    </thead>
    <tbody>
      {answers.map(({ code, count, share }) => (
        <tr>
          <th scope="row">{labelOf(t.lang, code)}</th>
          <td>{wholeNumber(t, count)}</td>
          <td>{percentOf(t, share)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const wordsOf = (t: PublicT, { code, share }: Answer) => ({
  answer: labelOf(t.lang, code),
  share: percentOf(t, share),
})

const barOf = (t: PublicT, { code, share, low, high }: Answer) => ({
  key: code.code,
  label: labelOf(t.lang, code),
  said: percentOf(t, share),
  share,
  low,
  high,
})
