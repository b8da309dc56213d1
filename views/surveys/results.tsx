import type { SurveyRecord } from '../../src/surveys/queries/surveys.ts'
import type { QuestionResult } from '../../src/surveys/results.ts'
import type { SurveyState } from '../../src/surveys/wave.ts'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { SurveyBadge } from './list.tsx'
import { QuestionResults } from './result.tsx'
import { type Numbers, Wave } from './show.tsx'

export type SurveyResultsProps = {
  t: StaffT
  base: string
  survey: SurveyRecord
  state: SurveyState
  numbers: Numbers
  results: QuestionResult[]
  /** below so many answers numbers only hint */
  few: number
}

export const SurveyResultsPage = ({ t, base, survey, state, numbers, results, few }: SurveyResultsProps) => {
  const path = `${base}/surveys/${survey.slug}`
  const { counted } = numbers
  return (
    <>
      <PageHead
        title={t('results.of', { survey: survey.title })}
        back={{ href: path, label: survey.title }}
        lead={`${t('results.counted', { count: counted })}.`}
        actions={
          counted > 0 && (
            <ButtonLink kind="secondary" icon="download" href={`${path}/results.csv`}>
              {t('results.csv_all')}
            </ButtonLink>
          )
        }
      />
      <p class="cluster">
        <SurveyBadge t={t} state={state} />
        <Wave t={t} survey={survey} />
      </p>
      <div class="prose small muted">
        <p>{t('surveys.batches')}</p>
        <p>{t('results.self_selected')}</p>
      </div>
      {counted > 0 && counted < few && <Flash tone="waiting">{t('results.few')}</Flash>}
      {counted === 0 ? (
        <EmptyState title={t('results.none')} icon="chart">
          {t('results.none_text')}
        </EmptyState>
      ) : (
        results.map((result) => (
          <QuestionResults t={t} path={path} survey={survey} result={result} counted={counted} few={few} />
        ))
      )}
    </>
  )
}
