import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { EmailField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'

export const ForgottenPage = ({ t, form: { typed, errors } }: { t: StaffT; form: FormState }) => (
  <>
    <PageHead
      title={t('forgotten.title')}
      lead={t('forgotten.lead')}
      back={{ href: '/sign-in', label: t('sign_in.title') }}
    />
    <Form t={t} action="/sign-in/forgotten" errors={errors} labels={{ email: t('sign_in.email') }}>
      <EmailField
        t={t}
        name="email"
        label={t('sign_in.email')}
        value={typed.email ?? ''}
        required
        autocomplete="username"
        {...(errors.email ? { error: errors.email } : {})}
      />
      <Button>{t('forgotten.submit')}</Button>
    </Form>
  </>
)

/** The same for every address: whether it is a member's stands only in the mail. */
export const ForgottenSentPage = ({ t, sendsMail }: { t: StaffT; sendsMail: boolean }) => (
  <>
    {sendsMail ? (
      <PageHead title={t('forgotten.sent_title')} lead={t('forgotten.sent_text')} />
    ) : (
      <PageHead title={t('forgotten.title')} lead={t('forgotten.no_mail')} />
    )}
    <ButtonLink kind="secondary" href="/sign-in" icon="arrow-left">
      {t('sign_in.title')}
    </ButtonLink>
  </>
)
