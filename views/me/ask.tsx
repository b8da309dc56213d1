import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { EmailField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { PublicT } from '../messages/index.ts'

type Centre = { slug: string; name: string }

export const MyDataPage = ({ t, centre, form }: { t: PublicT; centre: Centre; form: FormState }) => (
  <>
    <PageHead title={t('me.ask_title')} eyebrow={centre.name} lead={t('me.ask_text')} />
    <MyDataForm t={t} centre={centre} form={form} />
  </>
)

export const MyDataForm = ({ t, centre, form: { typed, errors } }: { t: PublicT; centre: Centre; form: FormState }) => (
  <Form t={t} action={`/${t.lang}/${centre.slug}/my-data`} errors={errors} labels={{ email: t('me.email') }}>
    <EmailField
      t={t}
      name="email"
      label={t('me.email')}
      hint={t('me.email_hint')}
      value={typed.email ?? ''}
      required
      {...(errors.email ? { error: errors.email } : {})}
    />
    <Button>{t('me.ask')}</Button>
  </Form>
)

/** The same for every address: whether we know it stands only in the mail. */
export const MyDataSentPage = ({ t, centre }: { t: PublicT; centre: Centre }) => (
  <>
    <PageHead title={t('me.check_title')} eyebrow={centre.name} lead={t('me.check_text')} />
    <ButtonLink kind="secondary" href={`/${t.lang}/${centre.slug}/privacy`} icon="arrow-left">
      {t('common.privacy')}
    </ButtonLink>
  </>
)
