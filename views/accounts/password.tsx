import type { FormState } from '../../src/web/forms.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { PasswordField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import type { StaffT } from '../messages/index.ts'
import { AccountHead } from './account-tabs.tsx'
import { NewPasswordField } from './new-password.tsx'

type Props = { t: StaffT; member: { name: string; email: string }; form: FormState; saved: boolean }

export const PasswordPage = ({ t, member, form: { errors }, saved }: Props) => (
  <>
    <AccountHead t={t} member={member} current="password" />
    {saved && <Flash tone="good">{t('password.saved')}</Flash>}
    <Card title={t('password.title')}>
      <Form
        t={t}
        action="/account/password"
        errors={errors}
        labels={{ current: t('password.current'), password: t('password.new') }}
      >
        {/* password managers want to know whose it is */}
        <input class="visually-hidden" type="email" value={member.email} autocomplete="username" hidden readonly />
        <PasswordField
          t={t}
          name="current"
          label={t('password.current')}
          required
          maxlength={200}
          {...(errors.current ? { error: errors.current } : {})}
        />
        <NewPasswordField t={t} error={errors.password} />
        <p class="muted">{t('password.ends_others')}</p>
        <Button>{t('password.save')}</Button>
      </Form>
    </Card>
  </>
)
