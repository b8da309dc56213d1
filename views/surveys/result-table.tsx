import { wholeNumber } from '../../src/lib/format.ts'
import type { ChoiceResult, QuestionResult } from '../../src/surveys/results.ts'
import type { RankInterval } from '../../src/surveys/statistics.ts'
import type { StaffT } from '../messages/index.ts'

/** The chart's numbers. It stays a table on a phone: five short columns fit. */
export const ResultTable = ({ t, result: { question, base, choices } }: { t: StaffT; result: QuestionResult }) => {
  const ranked = choices.some(({ rank }) => rank)
  const first = question.kind === 'ranking'
  return (
    <table class="chart-table" data-columns={3 + Number(first) + Number(ranked)}>
      <caption class="visually-hidden">{t('results.table', { question: question.wording })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('results.choice')}</th>
          <th scope="col">{t('results.count')}</th>
          <th scope="col">{t('results.share')}</th>
          <th scope="col">{t('results.interval')}</th>
          {first && <th scope="col">{t('results.first')}</th>}
          {ranked && <th scope="col">{t('results.place')}</th>}
        </tr>
      </thead>
      <tbody>
        {choices.map((choice) => (
          <tr>
            <th scope="row">{choice.label}</th>
            <td>{wholeNumber(t, choice.count)}</td>
            <td>{percent(t, choice.share)}</td>
            <td>{intervalOf(t, choice)}</td>
            {first && <td>{wholeNumber(t, choice.first)}</td>}
            {ranked && <td>{choice.rank ? placeOf(t, choice.rank) : '–'}</td>}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('results.base')}</th>
          <td>{wholeNumber(t, base)}</td>
          <td class="chart-table-rest" colspan={2 + Number(first) + Number(ranked)} />
        </tr>
      </tfoot>
    </table>
  )
}

const percent = ({ lang }: StaffT, share: number) => new Intl.NumberFormat(lang, { style: 'percent' }).format(share)

/** '33–44 %' */
const intervalOf = ({ lang }: StaffT, { interval: { low, high } }: ChoiceResult) =>
  new Intl.NumberFormat(lang, { style: 'percent' }).formatRange(low, high)

const placeOf = (t: StaffT, { best, worst }: RankInterval) =>
  best === worst ? t('results.place_one', { place: best }) : t('results.place_range', { best, worst })
