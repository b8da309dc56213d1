import { type SharedField, sharedFields } from '../../src/lib/words.ts'
import type { OfferedRecipients } from '../../src/referrals/recipient.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { ChoiceGroup } from '../components/choice-group.tsx'
import { CheckboxField, DateField, Field, TextAreaField, TextField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { Lang, StaffT } from '../messages/index.ts'
import { shownFact } from './facts.tsx'

export type NewReferralProps = {
  t: StaffT
  base: string
  contact: { id: string; name: string; lang: Lang }
  offered: OfferedRecipients
  /** what we know of each fact that may travel */
  known: Partial<Record<SharedField, string>>
  /** the sentence agreed to, in the person's language */
  wording: string
  form: FormState
  decideBy: string
  idempotencyKey: string
}

export const NewReferralPage = (props: NewReferralProps) => {
  const { t, base, contact, form, decideBy, idempotencyKey } = props
  const back = { href: `${base}/contacts/${contact.id}`, label: contact.name }
  return (
    <>
      <PageHead title={t('referrals.new')} back={back} />
      <Form
        t={t}
        action={`${base}/referrals`}
        errors={form.errors}
        labels={labels(t)}
        hidden={{ contact: contact.id, idempotency_key: idempotencyKey }}
        attrs={{ 'data-lock': '' }}
      >
        <RecipientField {...props} />
        <TextAreaField
          t={t}
          name="need"
          label={t('referrals.need')}
          hint={t('referrals.need_hint')}
          value={form.typed.need ?? ''}
          rows={5}
          maxlength={2000}
          required
          {...errorOf(form, 'need')}
        />
        <FactTicks {...props} />
        <DateField
          t={t}
          name="decide_by"
          label={t('referrals.decide_by')}
          value={form.typed.decide_by ?? decideBy}
          required
          {...errorOf(form, 'decide_by')}
        />
        <ConsentFields {...props} />
        <ButtonRow>
          <Button icon="arrow-right">{t('referrals.send')}</Button>
          <ButtonLink kind="quiet" href={back.href}>
            {t('common.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </>
  )
}

const RecipientField = ({ t, offered, form }: NewReferralProps) => {
  const option = (value: string, label: string) => (
    <option value={value} selected={form.typed.recipient === value}>
      {label}
    </option>
  )
  return (
    <Field
      t={t}
      name="recipient"
      label={t('referrals.to_whom')}
      required
      {...errorOf(form, 'recipient')}
      control={(attributes) => (
        <select class="input" {...attributes}>
          <option value="">{t('common.choose')}</option>
          <optgroup label={t('referrals.partners')}>
            {offered.partners.flatMap((partner) => [
              ...partner.services
                .filter(({ active }) => active)
                .map((service) => option(`service:${service.id}`, `${partner.name}: ${service.name}`)),
              option(`partner:${partner.id}`, t('referrals.whole_partner', { partner: partner.name })),
            ])}
          </optgroup>
          <optgroup label={t('referrals.centres')}>
            {offered.centres.map((centre) => option(`centre:${centre.id}`, centre.name))}
          </optgroup>
        </select>
      )}
    />
  )
}

const FactTicks = ({ t, known, form }: NewReferralProps) => (
  <fieldset class="field" aria-describedby="fields-hint">
    <legend class="field-label">{t('referrals.fields')}</legend>
    <p class="field-hint" id="fields-hint">
      {t('referrals.fields_hint')}
    </p>
    {sharedFields.map((field) => {
      const value = known[field]
      return value ? (
        <CheckboxField
          t={t}
          name={`share_${field}`}
          label={`${t(`shared.${field}`)}: ${shownFact(t, field, value)}`}
          checked={form.typed[`share_${field}`] === 'on'}
          {...errorOf(form, `share_${field}`)}
        />
      ) : null
    })}
  </fieldset>
)

const ConsentFields = ({ t, contact, wording, form }: NewReferralProps) => (
  <section class="stack" aria-labelledby="consent">
    <h2 id="consent">{t('referrals.consent')}</h2>
    <div>
      <p>
        <strong>{t('referrals.wording')}</strong>
      </p>
      <blockquote lang={contact.lang}>{wording}</blockquote>
      <p class="field-hint">{t('referrals.wording_hint')}</p>
    </div>
    <CheckboxField
      t={t}
      name="consent"
      label={t('referrals.consent_tick')}
      checked={form.typed.consent === 'on'}
      {...errorOf(form, 'consent')}
    />
    <ChoiceGroup
      t={t}
      name="consent_how"
      type="radio"
      legend={t('referrals.consent_how')}
      required
      values={[form.typed.consent_how ?? '']}
      choices={(['written', 'in_person', 'phone'] as const).map((how) => ({
        value: how,
        label: t(`referrals.how.${how}`),
      }))}
      {...errorOf(form, 'consent_how')}
    />
    <TextField
      t={t}
      name="consent_note"
      label={t('referrals.consent_note')}
      hint={t('referrals.consent_note_hint')}
      value={form.typed.consent_note ?? ''}
      maxlength={500}
      {...errorOf(form, 'consent_note')}
    />
  </section>
)

const errorOf = (form: FormState, name: string) => (form.errors[name] ? { error: form.errors[name] } : {})

const labels = (t: StaffT): Record<string, string> => ({
  recipient: t('referrals.to_whom'),
  need: t('referrals.need'),
  decide_by: t('referrals.decide_by'),
  consent: t('referrals.consent'),
  consent_how: t('referrals.consent_how'),
  consent_note: t('referrals.consent_note'),
  share_name: t('shared.name'),
})
