import { languageName } from '../../src/lib/format.ts'
import { Button, ButtonLink, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { SelectField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { type StaffT, staffLanguages } from '../messages/index.ts'

type Props = { t: StaffT; member: { name: string; email: string; lang: string }; saved: boolean }

export const OwnAccountPage = ({ t, member, saved }: Props) => (
  <>
    <PageHead
      title={t('own.title')}
      lead={`${member.name}, ${member.email}`}
      actions={
        <ButtonLink kind="secondary" href="/app">
          {t('own.back')}
        </ButtonLink>
      }
    />
    {saved && <Flash tone="good">{t('own.saved')}</Flash>}
    <Card title={t('own.lang')}>
      <Form t={t} action="/account">
        <SelectField
          t={t}
          name="lang"
          label={t('own.lang')}
          labelHidden
          required
          empty={false}
          value={member.lang}
          options={staffLanguages.map((lang) => ({ value: lang, label: languageName(t, lang) }))}
        />
        <Button kind="secondary">{t('common.save')}</Button>
      </Form>
    </Card>
    <Card title={t('own.sign_out_everywhere')}>
      <p>{t('own.sign_out_everywhere_text')}</p>
      <PostButton action="/account/sign-out-everywhere" kind="danger">
        {t('own.sign_out_everywhere')}
      </PostButton>
    </Card>
  </>
)
