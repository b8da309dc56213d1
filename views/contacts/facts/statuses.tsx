import { countriesIn, countryName } from '../../../src/lib/countries.ts'
import { residenceTitles } from '../../../src/lib/words.ts'
import { Button } from '../../components/button.tsx'
import { CheckboxField, DateField, type Option, SelectField } from '../../components/field.tsx'
import { Form } from '../../components/form.tsx'
import type { StaffT } from '../../messages/index.ts'
import type { ContactPageProps } from '../contact-page-props.ts'
import { ChangeFact, cardField, type Facts, Period, stateOf } from './fact-card.tsx'

/** Citizenships and titles of residence as they followed each other. */
export const statuses = (page: ContactPageProps): Facts => ({
  name: 'statuses',
  title: page.t('people.statuses'),
  add: page.t('people.status_add'),
  form: StatusForm,
  facts: page.facts.statuses.map((status) => (
    <>
      <div class={status.valid_to ? 'muted' : ''}>
        {nameOf(page.t, status.value)} <Period t={page.t} fact={status} />
      </div>
      <ChangeFact page={page} name="statuses" fact={status} />
    </>
  )),
})

/** Two hundred sentences, which say the same on every page of a language. */
const choicesIn = (t: StaffT): readonly Option[] => {
  const known = choicesByLanguage.get(t.lang) ?? [
    ...residenceTitles.map((value) => ({ value, label: t(`people.title.${value}`) })),
    ...countriesIn(t.lang).map(({ value, label }) => ({
      value,
      label: t('people.citizenship_of', { country: label }),
    })),
  ]
  choicesByLanguage.set(t.lang, known)
  return known
}

const choicesByLanguage = new Map<string, readonly Option[]>()

const nameOf = (t: StaffT, value: string) => {
  const title = residenceTitles.find((known) => known === value)
  return title ? t(`people.title.${title}`) : t('people.citizenship_of', { country: countryName(t, value) })
}

const StatusForm = ({ t, base, contact, card, cardKey, facts }: ContactPageProps) => {
  const state = stateOf(card, 'statuses')
  const labels = {
    status: t('people.status_value'),
    status_from: t('people.valid_from'),
    status_to: t('people.end_on'),
  }
  const field = (name: keyof typeof labels) => cardField(t, state, name, labels[name])
  return (
    <Form
      t={t}
      action={`${base}/contacts/${contact.id}/statuses`}
      errors={state.errors}
      labels={labels}
      hidden={{ key: cardKey }}
    >
      <SelectField {...field('status')} required options={choicesIn(t)} />
      <DateField {...field('status_from')} hint={t('people.valid_from_hint')} />
      <DateField {...field('status_to')} />
      {facts.statuses.some(({ valid_to }) => !valid_to) && (
        <CheckboxField
          t={t}
          name="status_replaces"
          label={t('people.current_ends')}
          checked={state.typed.status_replaces === 'on'}
        />
      )}
      <Button kind="secondary">{t('people.status_add')}</Button>
    </Form>
  )
}
