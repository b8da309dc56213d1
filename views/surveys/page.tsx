import type { Asked } from '../../src/surveys/pages.ts'
import type { SurveyRecord } from '../../src/surveys/queries/surveys.ts'
import { Button, ButtonRow } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { remembered } from '../components/remembered.ts'
import type { PublicT } from '../messages/index.ts'
import { QuestionField } from './question.tsx'

/** How the survey keeps what it is told, as the rules of the code have it. */
export type Terms = { batch: number; draftDays: number; cookieHours: number }

export type SurveyPageProps = {
  t: PublicT
  survey: SurveyRecord
  address: string
  page: number
  /** pages there are; routing may skip some */
  last: number
  asked: Asked[]
  errors: Record<string, string>
  /** where an unfinished answering goes on */
  stoppedAt: string | undefined
  terms: Terms
}

export const SurveyPage = (props: SurveyPageProps) =>
  isUntouched(props) ? <UntouchedPage {...props} /> : <PageOfQuestions {...props} />

/** Nobody's answers stand on it or decide what may be ranked, so it is the same for everybody. */
const isUntouched = ({ errors, stoppedAt, asked }: SurveyPageProps) =>
  Object.keys(errors).length === 0 &&
  stoppedAt === undefined &&
  asked.every(({ question, chosen }) => question.kind !== 'ranking' && chosen.length === 0)

/** Each answered page is kept by the server, so the form is sent as forms are: one page of the history each. */
const eachPageIsSaved = { 'data-keep': undefined }

const PageOfQuestions = (props: SurveyPageProps) => {
  const { t, survey, address, page, last, asked, errors, stoppedAt, terms } = props
  const first = page === 1
  return (
    <>
      <PageHead
        title={survey.title}
        eyebrow={t('survey.step', { step: page, steps: last })}
        lead={first && survey.intro}
      />
      {stoppedAt && <Flash action={<a href={stoppedAt}>{t('survey.stopped_go')}</a>}>{t('survey.stopped')}</Flash>}
      <Card>
        <Form
          t={t}
          action={address}
          errors={errors}
          labels={labelsOf(t, asked)}
          hidden={{ page }}
          attrs={eachPageIsSaved}
        >
          {asked.map((question) => (
            <QuestionField t={t} asked={question} errors={errors} />
          ))}
          <ButtonRow>
            <Button size="large">{t('survey.next')}</Button>
            {!first && (
              <Button kind="secondary" size="large" name="back" value="yes">
                {t('survey.back')}
              </Button>
            )}
            <Button kind="quiet" name="resume" value="later">
              {t('survey.later')}
            </Button>
          </ButtonRow>
        </Form>
      </Card>
      {first && <TermsText t={t} terms={terms} />}
    </>
  )
}

const UntouchedPage = remembered(
  (props: SurveyPageProps) => <PageOfQuestions {...props} />,
  ({ t, survey, address, page, asked }) => [
    ...[t.lang, survey.edition, address, page],
    ...asked.map(({ question }) => question.code),
  ],
  200,
)

const TermsText = ({ t, terms: { batch, draftDays, cookieHours } }: { t: PublicT; terms: Terms }) => (
  <section class="stack-small prose">
    <h2>{t('survey.anonymous_title')}</h2>
    <p>{t('survey.anonymous')}</p>
    <p>{t('survey.batches', { batch })}</p>
    <p>{t('survey.draft', { hours: cookieHours, days: draftDays })}</p>
  </section>
)

const labelsOf = (t: PublicT, asked: readonly Asked[]): Record<string, string> =>
  Object.fromEntries(
    asked.map(({ question: { code, kind, wording } }) =>
      kind === 'ranking' ? [`q_${code}_1`, t('survey.place', { place: 1 })] : [`q_${code}`, wording],
    ),
  )
