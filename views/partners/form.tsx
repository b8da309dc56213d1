import { languageName } from '../../src/lib/format.ts'
import { partnerKinds } from '../../src/lib/words.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { CheckboxField, EmailField, PhoneField, SelectField, TextAreaField, TextField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { languages, type StaffT } from '../messages/index.ts'
import { LanguageTicks } from './languages.tsx'

export type PartnerFormProps = {
  t: StaffT
  base: string
  form: FormState
  idempotencyKey: string
  /** somebody else was faster */
  isStale: boolean
  partner?: { id: string; name: string; version: number } | undefined
}

export const PartnerFormPage = (props: PartnerFormProps) => {
  const { t, base, form, idempotencyKey, isStale, partner } = props
  const back = partner
    ? { href: `${base}/partners/${partner.id}`, label: partner.name }
    : { href: `${base}/partners`, label: t('partners.title') }
  return (
    <>
      <PageHead title={t(partner ? 'partners.edit' : 'partners.new')} back={back} />
      {isStale && (
        <Flash tone="bad" title={t('error.409.title')}>
          {t('partners.conflict')}
        </Flash>
      )}
      <Form
        t={t}
        action={partner ? `${base}/partners/${partner.id}` : `${base}/partners`}
        errors={form.errors}
        labels={labels(t)}
        hidden={partner ? { version: partner.version } : { idempotency_key: idempotencyKey }}
        attrs={{ 'data-lock': '' }}
      >
        <PartnerFields {...props} />
        <ButtonRow>
          <Button>{t('partners.save')}</Button>
          <ButtonLink kind="quiet" href={back.href}>
            {t('common.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </>
  )
}

const PartnerFields = ({ t, form, partner }: PartnerFormProps) => {
  const { typed, errors } = form
  const field = (name: keyof ReturnType<typeof labels>) => ({
    t,
    name,
    label: labels(t)[name],
    value: typed[name] ?? '',
    ...(errors[name] ? { error: errors[name] } : {}),
  })
  return (
    <>
      <div class="grid">
        <TextField {...field('name')} required autocomplete="off" />
        <SelectField
          {...field('kind')}
          required
          options={partnerKinds.map((kind) => ({ value: kind, label: t(`partner.${kind}`) }))}
        />
        <TextField {...field('town')} autocomplete="off" />
      </div>
      <div class="grid">
        <TextField {...field('person')} autocomplete="off" />
        <EmailField {...field('email')} required autocomplete="off" hint={t('partners.email_hint')} />
        <PhoneField {...field('phone')} autocomplete="off" />
      </div>
      <SelectField
        {...field('lang')}
        value={typed.lang ?? 'cs'}
        empty={false}
        required
        width="medium"
        options={languages.map((lang) => ({ value: lang, label: languageName(t, lang) }))}
      />
      <LanguageTicks t={t} typed={typed} legend={t('partners.also')} />
      <TextAreaField {...field('note')} rows={3} />
      {partner && (
        <CheckboxField
          t={t}
          name="active"
          label={t('partners.active')}
          hint={t('partners.active_hint')}
          checked={typed.active === 'on'}
        />
      )}
    </>
  )
}

const labels = (t: StaffT) => ({
  name: t('partners.name'),
  kind: t('partners.kind'),
  town: t('partners.town'),
  person: t('partners.person'),
  email: t('partners.email'),
  phone: t('partners.phone'),
  lang: t('partners.lang'),
  note: t('partners.note'),
})
