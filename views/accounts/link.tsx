import type { Role } from '../../src/lib/words.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button } from '../components/button.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { PasswordField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { NewPasswordField } from './new-password.tsx'

export type LinkPageProps = {
  t: StaffT
  purpose: 'invitation' | 'reset'
  action: string
  centre: { name: string }
  holder: { email: string; role: Role }
  /** they have a password and prove it instead of choosing one */
  isKnown: boolean
  form: FormState
}

export const LinkPage = ({ t, purpose, action, centre, holder, isKnown, form: { errors } }: LinkPageProps) => (
  <>
    <PageHead
      title={t(`link.${purpose}.title`)}
      {...(purpose === 'invitation' ? { eyebrow: centre.name } : {})}
      lead={t(isKnown ? 'link.known' : `link.${purpose}.lead`)}
    />
    <DefinitionList
      items={[
        { term: t('sign_in.email'), value: holder.email },
        ...(purpose === 'invitation' ? [{ term: t('members.role'), value: t(`role.${holder.role}`) }] : []),
      ]}
    />
    <Form t={t} action={action} errors={errors} labels={{ password: t(isKnown ? 'sign_in.password' : 'password.new') }}>
      <input class="visually-hidden" type="email" value={holder.email} autocomplete="username" hidden readonly />
      {isKnown ? (
        <PasswordField
          t={t}
          name="password"
          label={t('sign_in.password')}
          required
          maxlength={200}
          {...(errors.password ? { error: errors.password } : {})}
        />
      ) : (
        <NewPasswordField t={t} error={errors.password} />
      )}
      <Button size="large">{t(isKnown ? 'link.accept' : `link.${purpose}.submit`)}</Button>
    </Form>
  </>
)
