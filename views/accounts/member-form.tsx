import { languageName } from '../../src/lib/format.ts'
import { roles } from '../../src/lib/words.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { ChoiceGroup } from '../components/choice-group.tsx'
import { EmailField, SelectField, TextField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { type StaffT, staffLanguages } from '../messages/index.ts'

type Props = {
  t: StaffT
  base: string
  form: FormState
  /** without mail the link is handed over by hand */
  sendsMail: boolean
  idempotencyKey: string
}

export const NewMemberPage = ({ t, base, form: { typed, errors }, sendsMail, idempotencyKey }: Props) => (
  <>
    <PageHead
      title={t('members.new')}
      lead={t(sendsMail ? 'members.new_lead' : 'members.new_lead_kept')}
      back={{ href: base, label: t('settings.members') }}
    />
    <Form
      t={t}
      action={base}
      errors={errors}
      labels={{
        name: t('own.name'),
        email: t('sign_in.email'),
        role: t('members.role'),
        lang: t('members.lang'),
      }}
      hidden={{ idempotency_key: idempotencyKey }}
      attrs={{ 'data-lock': '' }}
    >
      <TextField
        t={t}
        name="name"
        label={t('own.name')}
        value={typed.name ?? ''}
        required
        maxlength={150}
        autocomplete="off"
        {...(errors.name ? { error: errors.name } : {})}
      />
      <EmailField
        t={t}
        name="email"
        label={t('sign_in.email')}
        value={typed.email ?? ''}
        required
        autocomplete="off"
        {...(errors.email ? { error: errors.email } : {})}
      />
      <RoleChoice t={t} value={typed.role ?? ''} error={errors.role} />
      <SelectField
        t={t}
        name="lang"
        label={t('members.lang')}
        required
        empty={false}
        width="medium"
        value={typed.lang ?? t.lang}
        options={staffLanguages.map((lang) => ({ value: lang, label: languageName(t, lang) }))}
        {...(errors.lang ? { error: errors.lang } : {})}
      />
      <ButtonRow>
        <Button>{t('members.send')}</Button>
        <ButtonLink kind="quiet" href={base}>
          {t('common.cancel')}
        </ButtonLink>
      </ButtonRow>
    </Form>
  </>
)

type ChoiceProps = { t: StaffT; value: string; error?: string | undefined }

/** Each role with what it may do, so that nobody has to guess. */
export const RoleChoice = ({ t, value, error }: ChoiceProps) => (
  <ChoiceGroup
    t={t}
    name="role"
    legend={t('members.role')}
    type="radio"
    required
    choices={roles.map((role) => ({ value: role, label: t(`role.${role}`), hint: t(`members.may.${role}`) }))}
    values={[value]}
    {...(error ? { error } : {})}
  />
)
