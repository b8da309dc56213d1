import type { Reviewed } from '../../src/surveys/pages.ts'
import type { SurveyRecord } from '../../src/surveys/queries/surveys.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { PublicT } from '../messages/index.ts'

export type SurveyReviewProps = {
  t: PublicT
  survey: SurveyRecord
  address: string
  page: number
  /** the last page with questions */
  back: number
  submissionKey: string
  answered: Reviewed[]
}

export const SurveyReviewPage = ({ t, survey, address, page, back, submissionKey, answered }: SurveyReviewProps) => (
  <>
    <PageHead title={t('survey.review_title')} eyebrow={survey.title} lead={t('survey.review_text')} />
    <Card>
      <dl class="definitions reviewed">
        {answered.map(({ question, labels }) => (
          <div>
            <dt>{question.wording}</dt>
            <dd>
              {labels.length === 0 && <span class="muted">{t('survey.unanswered')}</span>}
              {question.kind === 'single' ? (
                labels
              ) : (
                <AnswerList labels={labels} ordered={question.kind === 'ranking'} />
              )}
              <a href={`${address}?page=${question.page}`}>
                {t('survey.change')}
                <span class="visually-hidden">: {question.wording}</span>
              </a>
            </dd>
          </div>
        ))}
      </dl>
      <Form t={t} action={address} hidden={{ page, submission_key: submissionKey }}>
        <ButtonRow>
          <Button size="large" icon="check">
            {t('survey.send')}
          </Button>
          <ButtonLink kind="secondary" size="large" href={`${address}?page=${back}`}>
            {t('survey.back')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </Card>
  </>
)

const AnswerList = ({ labels, ordered }: { labels: readonly string[]; ordered: boolean }) => {
  if (labels.length === 0) return null
  const items = labels.map((label) => <li>{label}</li>)
  return ordered ? <ol>{items}</ol> : <ul>{items}</ul>
}
