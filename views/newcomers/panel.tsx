import type { FormState } from '../../src/web/forms.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxField, EmailField, TextField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { PrivacyNote } from '../components/privacy-note.tsx'
import type { PublicT } from '../messages/index.ts'
import { fieldsIn } from './fields.ts'

type Centre = { slug: string; name: string }
type PanelProps = { t: PublicT; centre: Centre; form: FormState; idempotencyKey: string }

/** An address for later surveys, left without any survey. */
export const PanelPage = (props: PanelProps) => {
  const { t, centre } = props
  return (
    <>
      <PageHead title={t('panel.title')} eyebrow={centre.name} lead={t('panel.lead')} />
      <Card>
        <PanelForm {...props} />
      </Card>
    </>
  )
}

type InvitationProps = { t: PublicT; centre: Centre; idempotencyKey: string }

/** The same below a survey's thanks, clearly apart from the answers: it knows nothing of the survey. */
export const PanelInvitation = ({ t, centre, idempotencyKey }: InvitationProps) => (
  <Card title={t('panel.title')} id="panel">
    <p>{t('panel.lead')}</p>
    <p>
      <strong>{t('panel.apart')}</strong>
    </p>
    <PanelForm t={t} centre={centre} form={{ typed: {}, errors: {} }} idempotencyKey={idempotencyKey} />
  </Card>
)

const PanelForm = ({ t, centre, form, idempotencyKey }: PanelProps) => {
  const { field, tick } = fieldsIn(t, form)
  return (
    <Form
      t={t}
      action={`/${t.lang}/${centre.slug}/panel`}
      errors={form.errors}
      hidden={{ idempotency_key: idempotencyKey }}
      labels={{ name: t('panel.name'), email: t('register.email'), agree: t('panel.agree') }}
    >
      <TextField {...field('name')} label={t('panel.name')} required autocomplete="name" maxlength={150} />
      <EmailField {...field('email')} label={t('register.email')} required hint={t('panel.email_hint')} />
      <CheckboxField
        {...tick('agree')}
        label={t('panel.agree')}
        hint={t('panel.agree_hint', { centre: centre.name })}
      />
      <Button>{t('panel.join')}</Button>
      <PrivacyNote t={t} centre={centre} said="newcomer.privacy" />
    </Form>
  )
}
