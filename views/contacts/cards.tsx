import { longDay, shortDay } from '../../src/lib/format.ts'
import type { FormState } from '../../src/web/forms.ts'
import { StateBadge } from '../components/badge.tsx'
import { Button, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DateField, TextField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { StaffT } from '../messages/index.ts'
import type { ContactPageProps } from './contact-page-props.ts'

export const NextStepCard = ({
  t,
  path,
  contact,
  today,
  mayEdit,
  nextStepForm,
}: ContactPageProps & { path: string }) => {
  const planned = contact.next_step_on !== null
  return (
    <Card title={t('contacts.next_step')} id="next-step" highlight={!planned}>
      {contact.next_step_on ? (
        <>
          <p>
            <strong>{contact.next_step}</strong>
          </p>
          <p>
            {longDay(t, contact.next_step_on)}{' '}
            {contact.next_step_on < today && <StateBadge tone="bad">{t('contacts.overdue')}</StateBadge>}
            {contact.next_step_on === today && <StateBadge tone="waiting">{t('contacts.today')}</StateBadge>}
          </p>
          {mayEdit && (
            <PostButton
              action={`${path}/next-step/done`}
              fields={{ version: contact.version }}
              kind="secondary"
              size="small"
              icon="check"
            >
              {t('contacts.next_step_done')}
            </PostButton>
          )}
        </>
      ) : (
        <>
          <p>
            <StateBadge tone="waiting">{t('contacts.next_step_none')}</StateBadge>
          </p>
          <p class="muted">{t('contacts.next_step_none_text')}</p>
        </>
      )}
      {mayEdit && !planned && <NextStepFields t={t} path={path} version={contact.version} form={nextStepForm} />}
      {mayEdit && planned && (
        <details open={Object.keys(nextStepForm.errors).length > 0}>
          <summary>{t('contacts.next_step_change')}</summary>
          <NextStepFields t={t} path={path} version={contact.version} form={nextStepForm} />
        </details>
      )}
    </Card>
  )
}

const NextStepFields = ({
  t,
  path,
  version,
  form: { typed, errors },
}: {
  t: StaffT
  path: string
  version: number
  form: FormState
}) => (
  <Form
    t={t}
    action={`${path}/next-step`}
    errors={errors}
    hidden={{ version }}
    labels={{ next_step: t('contacts.next_step_what'), next_step_on: t('contacts.next_step_on') }}
  >
    <TextField
      t={t}
      name="next_step"
      label={t('contacts.next_step_what')}
      value={typed.next_step ?? ''}
      required
      maxlength={300}
      {...(errors.next_step ? { error: errors.next_step } : {})}
    />
    <DateField
      t={t}
      name="next_step_on"
      label={t('contacts.next_step_on')}
      value={typed.next_step_on ?? ''}
      required
      {...(errors.next_step_on ? { error: errors.next_step_on } : {})}
    />
    <Button kind="secondary">{t('contacts.next_step_set')}</Button>
  </Form>
)

export const Consents = ({ t, contact }: ContactPageProps) => (
  <Card title={t('contacts.consents')} id="consents">
    {contact.consents.length === 0 && <p class="muted">{t('contacts.no_consents')}</p>}
    {contact.consents.map((consent) => (
      <details>
        <summary>
          <StateBadge tone="good">{t(`consent.${consent.purpose}`)}</StateBadge>{' '}
          <span class="muted">
            {t('contacts.consent_given_on', { day: shortDay(t, new Date(consent.granted_at)) })}
          </span>
        </summary>
        <blockquote>{consent.wording}</blockquote>
      </details>
    ))}
  </Card>
)
