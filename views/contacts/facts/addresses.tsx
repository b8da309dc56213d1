import { countriesIn, countryName } from '../../../src/lib/countries.ts'
import { addressKinds } from '../../../src/lib/words.ts'
import { Button } from '../../components/button.tsx'
import { CheckboxField, DateField, SelectField, TextField } from '../../components/field.tsx'
import { Form } from '../../components/form.tsx'
import type { ContactPageProps } from '../contact-page-props.ts'
import { ChangeFact, cardField, type Facts, Period, stateOf } from './fact-card.tsx'

type Address = ContactPageProps['facts']['addresses'][number]

/** Where they live and lived. */
export const addresses = (page: ContactPageProps): Facts => ({
  name: 'addresses',
  title: page.t('people.addresses'),
  add: page.t('people.address_add'),
  form: AddressForm,
  facts: page.facts.addresses.map((address) => (
    <>
      <div class={address.valid_to ? 'muted' : ''}>
        {lineOf(page, address)}
        <br />
        <span class="muted">{page.t(`people.address_kind.${address.kind}`)}</span> <Period t={page.t} fact={address} />
      </div>
      <ChangeFact page={page} name="addresses" fact={address} />
    </>
  )),
})

const lineOf = ({ t }: ContactPageProps, { street, postal_code, town, country }: Address) =>
  [street, `${postal_code} ${town}`.trim(), country === 'CZ' ? '' : countryName(t, country)].filter(Boolean).join(', ')

const AddressForm = ({ t, base, contact, card, cardKey, facts }: ContactPageProps) => {
  const state = stateOf(card, 'addresses')
  const labels = {
    address_kind: t('people.address_kind'),
    street: t('people.street'),
    postal_code: t('people.postal_code'),
    town: t('people.town'),
    municipality_code: t('people.municipality_code'),
    country: t('people.country'),
    address_from: t('people.valid_from'),
    address_to: t('people.end_on'),
  }
  const field = (name: keyof typeof labels) => cardField(t, state, name, labels[name])
  return (
    <Form
      t={t}
      action={`${base}/contacts/${contact.id}/addresses`}
      errors={state.errors}
      labels={labels}
      hidden={{ key: cardKey }}
    >
      <SelectField
        {...field('address_kind')}
        value={state.typed.address_kind ?? 'home'}
        empty={false}
        required
        options={addressKinds.map((value) => ({ value, label: t(`people.address_kind.${value}`) }))}
      />
      <TextField {...field('street')} autocomplete="off" />
      <TextField {...field('postal_code')} width="short" autocomplete="off" />
      <TextField {...field('town')} required autocomplete="off" />
      <TextField {...field('municipality_code')} width="short" inputmode="numeric" autocomplete="off" />
      <SelectField
        {...field('country')}
        value={state.typed.country ?? 'CZ'}
        empty={false}
        required
        options={countriesIn(t.lang)}
      />
      <DateField {...field('address_from')} hint={t('people.valid_from_hint')} />
      <DateField {...field('address_to')} />
      {facts.addresses.some(({ valid_to }) => !valid_to) && (
        <CheckboxField
          t={t}
          name="address_replaces"
          label={t('people.current_ends')}
          checked={state.typed.address_replaces === 'on'}
        />
      )}
      <Button kind="secondary">{t('people.address_add')}</Button>
    </Form>
  )
}
