import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DateTimeField, SelectField, TextAreaField } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { Written } from '../components/written.tsx'
import type { ContactPageProps } from './contact-page-props.ts'

const kinds = ['phone_call', 'note', 'meeting', 'email', 'counselling'] as const

/** Writes down what happened; `preview` shows it as it will stand on the timeline and keeps nothing. */
export const NewActivity = (props: ContactPageProps & { path: string }) => {
  const { t, path, activityForm, activityKey, preview } = props
  const { typed, errors } = activityForm
  const told = (name: string) => ({ name, ...(errors[name] ? { error: errors[name] } : {}) })
  return (
    <Card title={t('activity.add')} id="new-activity">
      <Form
        t={t}
        action={`${path}/activities`}
        errors={errors}
        hidden={{ idempotency_key: activityKey }}
        labels={{ kind: t('activity.kind'), body: t('activity.body'), occurred_at: t('activity.occurred_at') }}
      >
        <div class="grid">
          <SelectField
            t={t}
            {...told('kind')}
            label={t('activity.kind')}
            value={typed.kind ?? 'phone_call'}
            empty={false}
            required
            options={kinds.map((kind) => ({ value: kind, label: t(`activity.${kind}`) }))}
          />
          <DateTimeField
            t={t}
            {...told('occurred_at')}
            label={t('activity.occurred_at')}
            value={typed.occurred_at ?? ''}
            hint={t('activity.occurred_hint')}
          />
        </div>
        <TextAreaField
          t={t}
          {...told('body')}
          label={t('activity.body')}
          hint={t('timeline.hint')}
          value={typed.body ?? ''}
          rows={3}
          required
        />
        {preview !== undefined && (
          <section class="card" id="preview" aria-label={t('timeline.preview_title')}>
            <p class="muted small">{t('timeline.preview_title')}</p>
            <Written text={preview} />
          </section>
        )}
        <div class="button-row">
          <Button>{t('activity.save')}</Button>
          <Button kind="quiet" name="preview" value="1">
            {t('timeline.preview')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
