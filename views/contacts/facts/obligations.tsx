import { shortDay } from '../../../src/lib/format.ts'
import { obligationStates } from '../../../src/lib/words.ts'
import type { FormState } from '../../../src/web/forms.ts'
import { StateBadge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { DefinitionList } from '../../components/definition-list.tsx'
import { DateField, SelectField, TextAreaField, TextField } from '../../components/field.tsx'
import { Form } from '../../components/form.tsx'
import type { StaffT } from '../../messages/index.ts'
import type { ContactPageProps } from '../contact-page-props.ts'
import { type FormFields, fieldOf } from '../form-fields.ts'
import { type Facts, stateOf } from './fact-card.tsx'

type Obligation = ContactPageProps['facts']['obligations'][number]

/** What a regional stipend asks of them. */
export const obligations = (page: ContactPageProps): Facts => ({
  name: 'obligations',
  title: page.t('people.obligations'),
  add: page.t('people.obligation_add'),
  form: NewObligation,
  facts: page.facts.obligations.map((obligation) => (
    <>
      <p>
        <strong>{page.t('people.obligation_title')}</strong> <State page={page} obligation={obligation} />
      </p>
      <DefinitionList items={linesOf(page.t, obligation)} />
      {page.mayEdit && <ChangeObligation page={page} obligation={obligation} />}
    </>
  )),
})

const State = ({ page: { t, today }, obligation }: { page: ContactPageProps; obligation: Obligation }) => {
  if (obligation.state !== 'open')
    return <StateBadge tone="neutral">{t(`people.obligation_state.${obligation.state}`)}</StateBadge>
  const isLate = !obligation.started_on && obligation.start_by < today
  return isLate ? (
    <StateBadge tone="bad">{t('people.obligation_overdue')}</StateBadge>
  ) : (
    <StateBadge tone="waiting">{t('people.obligation_state.open')}</StateBadge>
  )
}

const linesOf = (t: StaffT, { agreement, years_owed, start_by, started_on, closed_on, note }: Obligation) => [
  ...(agreement ? [{ term: t('people.agreement'), value: agreement }] : []),
  { term: t('people.years_owed'), value: t('people.years', { count: years_owed }) },
  { term: t('people.start_by'), value: shortDay(t, start_by) },
  {
    term: t('people.started_on'),
    value: started_on ? shortDay(t, started_on) : <span class="muted">{t('people.not_started')}</span>,
  },
  ...(closed_on ? [{ term: t('people.closed_on'), value: shortDay(t, closed_on) }] : []),
  ...(note ? [{ term: t('contacts.note'), value: note }] : []),
]

const labelsOf = (t: StaffT) => ({
  agreement: t('people.agreement'),
  years_owed: t('people.years_owed'),
  start_by: t('people.start_by'),
  started_on: t('people.started_on'),
  obligation_note: t('people.obligation_note'),
  state: t('people.obligation_close'),
})

const NewObligation = ({ t, base, contact, card, cardKey }: ContactPageProps) => {
  const form = stateOf(card, 'obligations')
  const labels = labelsOf(t)
  return (
    <Form
      t={t}
      action={`${base}/contacts/${contact.id}/obligations`}
      errors={form.errors}
      labels={labels}
      hidden={{ key: cardKey }}
    >
      <Duty fields={{ t, form, labels, conflict: undefined }} />
      <Button kind="secondary">{t('people.obligation_add')}</Button>
    </Form>
  )
}

const ChangeObligation = ({ page, obligation }: { page: ContactPageProps; obligation: Obligation }) => {
  const { t, base, contact, card } = page
  const isShown = card?.name === 'obligations' && card.item === obligation.id
  const conflict = isShown ? card.conflict : undefined
  const form: FormState = isShown ? card.form : { typed: typedOf(obligation), errors: {} }
  const labels = labelsOf(t)
  const states = obligationStates.map((value) => ({
    value,
    label: t(value === 'open' ? 'people.obligation_close_none' : `people.obligation_state.${value}`),
  }))
  const fields = { t, form, labels, conflict }
  const version = conflict ? obligation.version : (form.typed.version ?? obligation.version)
  return (
    <details class="small" open={isShown}>
      <summary>{t('people.obligation_change')}</summary>
      <Form
        t={t}
        action={`${base}/contacts/${contact.id}/obligations/${obligation.id}`}
        errors={conflict ? { form: t('contacts.conflict') } : form.errors}
        labels={labels}
        hidden={{ version }}
      >
        <Duty fields={fields} item={isShown ? undefined : obligation.id} />
        <SelectField
          {...fieldOf(fields, 'state', states)}
          {...(isShown ? {} : { id: `field-state-${obligation.id}` })}
          empty={false}
          required
          options={states}
        />
        <Button kind="secondary">{t('common.save')}</Button>
      </Form>
    </details>
  )
}

const Duty = ({ fields, item }: { fields: FormFields; item?: string | undefined }) => {
  const field = (name: string) => ({ ...fieldOf(fields, name), ...(item ? { id: `field-${name}-${item}` } : {}) })
  return (
    <>
      <TextField {...field('agreement')} autocomplete="off" />
      <TextField {...field('years_owed')} width="short" inputmode="decimal" required autocomplete="off" />
      <DateField {...field('start_by')} required />
      <DateField {...field('started_on')} />
      <TextAreaField {...field('obligation_note')} rows={2} />
    </>
  )
}

const typedOf = ({ agreement, years_owed, start_by, started_on, note, state }: Obligation) => ({
  agreement,
  years_owed: String(years_owed).replace('.', ','),
  start_by,
  started_on: started_on ?? '',
  obligation_note: note,
  state,
})
