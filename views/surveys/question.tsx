import type { Asked } from '../../src/surveys/pages.ts'
import { ChoiceGroup } from '../components/choice-group.tsx'
import { SelectField } from '../components/field.tsx'
import type { PublicT } from '../messages/index.ts'

type Props = { t: PublicT; asked: Asked; errors: Record<string, string> }

/** Beyond so many, one line to open is quicker on a phone than a column of buttons. */
const mostButtons = 12

export const QuestionField = ({ t, asked, errors }: Props) => {
  const { question, choices, chosen } = asked
  if (question.kind === 'ranking') return <RankingField t={t} asked={asked} errors={errors} />
  const name = `q_${question.code}`
  const field = {
    t,
    name,
    required: question.required,
    hint: hintOf(t, asked),
    ...(errors[name] ? { error: errors[name] } : {}),
  }
  const options = choices.map(({ code, label }) => ({ value: code, label }))
  if (question.kind === 'single' && options.length > mostButtons)
    return <SelectField {...field} label={question.wording} options={options} value={chosen[0] ?? ''} />
  return (
    <ChoiceGroup
      {...field}
      type={question.kind === 'single' ? 'radio' : 'checkbox'}
      legend={question.wording}
      choices={options}
      values={chosen}
    />
  )
}

/** A select for each place: works with a thumb, with a keyboard and without a script. */
const RankingField = ({ t, asked: { question, choices, places, chosen }, errors }: Props) => (
  <fieldset class="field ranking" aria-describedby={question.hint ? `field-${question.code}-hint` : undefined}>
    <legend class="field-label">{question.wording}</legend>
    {question.hint && (
      <p class="field-hint" id={`field-${question.code}-hint`}>
        {question.hint}
      </p>
    )}
    {Array.from({ length: places }, (_, index) => {
      const name = `q_${question.code}_${index + 1}`
      return (
        <SelectField
          t={t}
          name={name}
          label={t('survey.place', { place: index + 1 })}
          empty={t('survey.no_place')}
          options={choices.map(({ code, label }) => ({ value: code, label }))}
          value={chosen[index] ?? ''}
          {...(errors[name] ? { error: errors[name] } : {})}
        />
      )
    })}
  </fieldset>
)

const hintOf = (t: PublicT, { question: { kind, hint, max_choices } }: Asked): string => {
  const many =
    kind === 'multiple' &&
    (max_choices === null ? t('survey.choose_more') : t('survey.choose_up_to', { max: max_choices }))
  return [hint, many].filter(Boolean).join(' ')
}
