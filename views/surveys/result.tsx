import type { SurveyRecord } from '../../src/surveys/queries/surveys.ts'
import type { ChoiceResult, QuestionResult } from '../../src/surveys/results.ts'
import { Card } from '../components/card.tsx'
import { type Bar, BarChart } from '../components/chart.tsx'
import { Icon } from '../components/icon.tsx'
import type { StaffT } from '../messages/index.ts'
import { ResultTable } from './result-table.tsx'
import { conditionOf } from './show.tsx'

type Props = { t: StaffT; path: string; survey: SurveyRecord; result: QuestionResult; counted: number; few: number }

/** One question: whom it is out of, the picture, the numbers, and what was published elsewhere. */
export const QuestionResults = ({ t, path, survey, result, counted, few }: Props) => {
  const { question, base, choices } = result
  const id = `result-${question.code}`
  return (
    <Card title={question.wording} id={id}>
      <div class="small">
        <p>
          <strong>{t('results.base_n', { n: base })}</strong> (n = {base}).
        </p>
        {question.shown_if_question && (
          <p>{t('results.base_shown_if', { answers: conditionOf(t, survey, question) })}</p>
        )}
        {question.kind === 'ranking' && <p>{t('results.base_ranking')}</p>}
        {question.kind === 'multiple' && <p>{t('results.base_multiple')}</p>}
        {base > 0 && base < few && <p>{t('results.few')}</p>}
      </div>
      {base === 0 ? (
        <p class="muted">{t('results.nobody')}</p>
      ) : (
        <BarChart
          id={`${id}-chart`}
          title={t('results.chart', { question: question.wording })}
          summary={summaryOf(t, choices)}
          bars={choices.map((choice) => barOf(t, choice))}
          percent={(share) => percentOf(t, share)}
        >
          <figcaption class="small">{topSentence(t, choices)}</figcaption>
          <ResultTable t={t} result={result} />
          {choices.some(({ rank }) => rank) && <p class="small muted">{t('results.place_hint')}</p>}
          <p class="no-print">
            <a class="with-icon" href={`${path}/results/${question.code}.csv`}>
              <Icon name="download" />
              {t('results.csv_one')}
              <span class="visually-hidden">: {question.wording}</span>
            </a>
          </p>
        </BarChart>
      )}
      {choices.map((choice) => (
        <PublishedFigure t={t} choice={choice} counted={counted} />
      ))}
    </Card>
  )
}

/** A figure from elsewhere stands beside ours, never among them. */
const PublishedFigure = ({ t, choice, counted }: { t: StaffT; choice: ChoiceResult; counted: number }) =>
  choice.published === undefined ? null : (
    <aside
      class="reference-figure small"
      aria-label={t('results.published', { percent: percentOf(t, choice.published / 100) })}
    >
      <p>
        <strong>
          {t('results.published_of', { percent: percentOf(t, choice.published / 100), choice: choice.label })}
        </strong>{' '}
        {t('results.published_base', { n: counted, share: percentOf(t, choice.count / Math.max(1, counted)) })}
      </p>
      <p class="muted">{t('results.published_source')}</p>
    </aside>
  )

export const percentOf = ({ lang }: StaffT, share: number): string =>
  new Intl.NumberFormat(lang, { style: 'percent' }).format(share)

const wordsOf = (t: StaffT, { label, share, interval }: ChoiceResult) => ({
  choice: label,
  share: percentOf(t, share),
  low: percentOf(t, interval.low),
  high: percentOf(t, interval.high),
})

const summaryOf = (t: StaffT, choices: readonly ChoiceResult[]): string =>
  choices.map((choice) => t('results.summary_bar', wordsOf(t, choice))).join(' ')

const topSentence = (t: StaffT, choices: readonly ChoiceResult[]): string => {
  const top = choices.reduce<ChoiceResult | undefined>(
    (best, each) => (best && best.count >= each.count ? best : each),
    undefined,
  )
  return top ? t('results.summary_top', wordsOf(t, top)) : ''
}

const barOf = (t: StaffT, { code, label, share, interval, published }: ChoiceResult): Bar => ({
  key: code,
  label,
  said: percentOf(t, share),
  share,
  low: interval.low,
  high: interval.high,
  mark: published === undefined ? undefined : published / 100,
})
