import { languageName, shortDay, wholeNumber } from '../../src/lib/format.ts'
import type { Question, SurveyRecord } from '../../src/surveys/queries/surveys.ts'
import type { SurveyState } from '../../src/surveys/wave.ts'
import { ButtonLink, CopyButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Stats } from '../components/stats.tsx'
import { languages, type StaffT } from '../messages/index.ts'
import { receivedIn, SurveyBadge } from './list.tsx'

/** `received` is at least so many. */
export type Numbers = { received: number; counted: number }

export type SurveyStaffProps = {
  t: StaffT
  base: string
  centre: { slug: string }
  publicUrl: string
  survey: SurveyRecord
  numbers: Numbers
  state: SurveyState
}

export const SurveyStaffPage = ({ t, base, centre, publicUrl, survey, numbers, state }: SurveyStaffProps) => (
  <>
    <PageHead
      title={survey.title}
      back={{ href: `${base}/surveys`, label: t('surveys.title') }}
      lead={survey.intro}
      actions={
        <ButtonLink icon="chart" href={`${base}/surveys/${survey.slug}/results`}>
          {t('surveys.results')}
        </ButtonLink>
      }
    />
    <p class="cluster">
      <SurveyBadge t={t} state={state} />
      <Wave t={t} survey={survey} />
    </p>
    <Numbers t={t} numbers={numbers} />
    <p class="muted">{t('surveys.batches')}</p>
    {state !== 'draft' && (
      <Card title={t('surveys.links')}>
        <DefinitionList
          items={languages.map((lang) => ({
            term: languageName(t, lang),
            value: <PublicLink t={t} href={`${publicUrl}/${lang}/${centre.slug}/surveys/${survey.slug}`} />,
          }))}
        />
      </Card>
    )}
    <h2>{t('surveys.questions')}</h2>
    <ol class="question-list">
      {survey.questions.map((question) => (
        <li>
          <h3>{question.wording}</h3>
          <p class="small muted">{traitsOf(t, survey, question).join(' · ')}</p>
          {question.choices.length > 0 && (
            <ul class="question-choices">
              {question.choices.map(({ label }) => (
                <li>{label}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  </>
)

export const Wave = ({ t, survey }: { t: StaffT; survey: SurveyRecord }) => (
  <span>
    {t('surveys.wave', {
      number: survey.wave,
      from: shortDay(t, survey.opens_at),
      to: shortDay(t, survey.closes_at),
    })}
  </span>
)

export const Numbers = ({ t, numbers: { received, counted } }: { t: StaffT; numbers: Numbers }) => (
  <Stats
    label={t('surveys.received')}
    stats={[
      { label: t('surveys.received'), value: receivedIn(t, received) },
      { label: t('surveys.counted'), value: wholeNumber(t, counted) },
    ]}
  />
)

const PublicLink = ({ t, href }: { t: StaffT; href: string }) => (
  <span class="cluster">
    <a href={href}>{href}</a>
    <CopyButton t={t} text={href} />
  </span>
)

const traitsOf = (t: StaffT, survey: SurveyRecord, question: Question): string[] => [
  t('surveys.page', { page: question.page }),
  t(`surveys.kind.${question.kind}`),
  ...(question.required ? [t('surveys.required')] : []),
  ...(question.shown_if_question ? [t('surveys.shown_if', { answers: conditionOf(t, survey, question) })] : []),
  ...(question.ranks_question ? [t('surveys.ranks', { question: wordingOf(survey, question.ranks_question) })] : []),
]

/** The answers after which a question is asked, in words. */
export const conditionOf = (
  t: StaffT,
  survey: SurveyRecord,
  { shown_if_question, shown_if_choices }: Question,
): string => {
  const before = survey.questions.find(({ code }) => code === shown_if_question)
  const labels = (before?.choices ?? [])
    .filter(({ code }) => shown_if_choices?.includes(code))
    .map(({ label }) => label)
  return new Intl.ListFormat(t.lang, { type: 'disjunction' }).format(labels)
}

const wordingOf = (survey: SurveyRecord, wanted: string): string =>
  survey.questions.find(({ code }) => code === wanted)?.wording ?? wanted
