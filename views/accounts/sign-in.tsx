import type { FormState } from '../../src/web/forms.ts'
import { Button } from '../components/button.tsx'
import { EmailField, PasswordField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = { t: StaffT; form: FormState; next: string; demo: boolean }

export const SignInPage = ({ t, form: { typed, errors }, next, demo }: Props) => (
  <>
    <PageHead title={t('sign_in.title')} lead={t('sign_in.lead')} />
    <Form
      t={t}
      action="/sign-in"
      errors={errors}
      hidden={{ next }}
      labels={{ email: t('sign_in.email'), password: t('sign_in.password') }}
    >
      <EmailField
        t={t}
        name="email"
        label={t('sign_in.email')}
        value={typed.email ?? ''}
        required
        autocomplete="username"
        {...(errors.email ? { error: errors.email } : {})}
      />
      <PasswordField
        t={t}
        name="password"
        label={t('sign_in.password')}
        required
        {...(errors.password ? { error: errors.password } : {})}
      />
      <Button size="large">{t('sign_in.submit')}</Button>
    </Form>
    <p>
      <a href="/sign-in/forgotten">{t('forgotten.title')}</a>
    </p>
    {demo && <Flash title={t('sign_in.demo_title')}>{t('sign_in.demo')}</Flash>}
  </>
)
