import { Button } from '../../components/button.tsx'
import { DateField, TextField } from '../../components/field.tsx'
import { Form } from '../../components/form.tsx'
import type { ContactPageProps } from '../contact-page-props.ts'
import { ChangeFact, cardField, type Facts, Period, stateOf } from './fact-card.tsx'

/** Where they work, study or belong; a partner of the directory by its own name. */
export const affiliations = (page: ContactPageProps): Facts => ({
  name: 'affiliations',
  title: page.t('people.affiliations'),
  add: page.t('people.affiliation_add'),
  form: AffiliationForm,
  facts: page.facts.affiliations.map((affiliation) => (
    <>
      <div class={affiliation.valid_to ? 'muted' : ''}>
        {affiliation.partner_id ? (
          <a href={`${page.base}/partners/${affiliation.partner_id}`}>
            {affiliation.partner_name ?? affiliation.organisation}
          </a>
        ) : (
          affiliation.organisation
        )}
        {affiliation.role && `, ${affiliation.role}`} <Period t={page.t} fact={affiliation} />
      </div>
      <ChangeFact page={page} name="affiliations" fact={affiliation} />
    </>
  )),
})

const AffiliationForm = ({ t, base, contact, card, cardKey, partners }: ContactPageProps) => {
  const state = stateOf(card, 'affiliations')
  const labels = {
    organisation: t('people.organisation'),
    position: t('people.role'),
    affiliation_from: t('people.valid_from'),
    affiliation_to: t('people.end_on'),
  }
  const field = (name: keyof typeof labels) => cardField(t, state, name, labels[name])
  return (
    <Form
      t={t}
      action={`${base}/contacts/${contact.id}/affiliations`}
      errors={state.errors}
      labels={labels}
      hidden={{ key: cardKey }}
    >
      <TextField
        {...field('organisation')}
        hint={t('people.organisation_hint')}
        list="partner-names"
        required
        autocomplete="off"
      />
      <datalist id="partner-names">
        {partners.map((name) => (
          <option value={name} />
        ))}
      </datalist>
      <TextField {...field('position')} autocomplete="off" />
      <DateField {...field('affiliation_from')} hint={t('people.valid_from_hint')} />
      <DateField {...field('affiliation_to')} />
      <Button kind="secondary">{t('people.affiliation_add')}</Button>
    </Form>
  )
}
