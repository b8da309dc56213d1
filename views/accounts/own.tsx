import { languageName } from '../../src/lib/format.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxField, SelectField, TextField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { type StaffT, staffLanguages } from '../messages/index.ts'
import { AccountHead } from './account-tabs.tsx'
import { Digests, type DigestsProps } from './digests.tsx'

type Props = {
  t: StaffT
  member: { name: string; email: string; lang: string; shortcuts: boolean }
  form: FormState
  saved: boolean
  digests: DigestsProps['digests']
  digestErrors: DigestsProps['errors']
}

export const OwnAccountPage = ({ t, member, form: { typed, errors }, saved, digests, digestErrors }: Props) => (
  <>
    <AccountHead t={t} member={member} current="account" />
    {saved && <Flash tone="good">{t('own.saved')}</Flash>}
    <Card title={t('own.about')}>
      <Form t={t} action="/account" errors={errors} labels={{ name: t('own.name'), lang: t('own.lang') }}>
        <TextField
          t={t}
          name="name"
          label={t('own.name')}
          hint={t('own.name_hint')}
          value={typed.name ?? member.name}
          required
          maxlength={150}
          autocomplete="name"
          {...(errors.name ? { error: errors.name } : {})}
        />
        <SelectField
          t={t}
          name="lang"
          label={t('own.lang')}
          required
          empty={false}
          value={typed.lang ?? member.lang}
          options={staffLanguages.map((lang) => ({ value: lang, label: languageName(t, lang) }))}
          {...(errors.lang ? { error: errors.lang } : {})}
        />
        <Button kind="secondary">{t('common.save')}</Button>
      </Form>
    </Card>
    {digests.length > 0 && <Digests t={t} digests={digests} errors={digestErrors} />}
    <Card title={t('own.shortcuts')}>
      <Form t={t} action="/account/shortcuts">
        <CheckboxField
          t={t}
          name="shortcuts"
          label={t('own.shortcuts_on')}
          hint={t('own.shortcuts_hint')}
          checked={member.shortcuts}
        />
        <Button kind="secondary">{t('common.save')}</Button>
      </Form>
    </Card>
  </>
)
