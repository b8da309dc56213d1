import { languageName } from '../../src/lib/format.ts'
import type { CentreStage } from '../../src/lib/stages.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Button, ButtonLink, ButtonRow } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DateTimeField, NumberField, SelectField, TextAreaField, TextField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { type Lang, languages, type StaffT } from '../messages/index.ts'

export type EventFormProps = {
  t: StaffT
  base: string
  /** those an event can lead to */
  stages: readonly CentreStage[]
  form: FormState
  /** none for an event that does not exist yet */
  event?: { slug: string; title: string; version: number } | undefined
  idempotencyKey?: string
  conflict?: Record<string, string> | undefined
}

export const EventFormPage = ({ t, base, stages, form, event, idempotencyKey, conflict }: EventFormProps) => {
  const back = event
    ? { href: `${base}/events/${event.slug}`, label: event.title }
    : { href: `${base}/events`, label: t('events.title') }
  return (
    <>
      <PageHead title={t(event ? 'events.edit' : 'events.new')} back={back} />
      {conflict && <Flash tone="bad">{t('events.conflict')}</Flash>}
      <Form
        t={t}
        action={event ? `${base}/events/${event.slug}` : `${base}/events`}
        errors={form.errors}
        labels={labels(t)}
        hidden={event ? { version: event.version } : { idempotency_key: idempotencyKey }}
      >
        <Texts t={t} lang="cs" form={form} conflict={conflict} />
        <Basics t={t} stages={stages} form={form} conflict={conflict} />
        {otherLanguages.map((lang) => (
          <Texts t={t} lang={lang} form={form} conflict={conflict} />
        ))}
        <ButtonRow>
          <Button>{t(event ? 'common.save' : 'events.save_draft')}</Button>
          <ButtonLink kind="quiet" href={back.href}>
            {t('common.cancel')}
          </ButtonLink>
        </ButtonRow>
      </Form>
    </>
  )
}

const otherLanguages = languages.filter((lang) => lang !== 'cs')

type PartProps = { t: StaffT; form: FormState; conflict?: Record<string, string> | undefined }

const Basics = ({ t, stages, ...state }: PartProps & { stages: readonly CentreStage[] }) => {
  const field = fieldOf({ t, ...state })
  return (
    <Card title={t('events.basics')}>
      <div class="grid">
        <DateTimeField {...field('starts_at')} label={t('events.starts_at')} required />
        <DateTimeField {...field('ends_at')} label={t('events.ends_at')} required />
      </div>
      <div class="grid">
        <TextField {...field('venue', t('events.venue_hint'))} label={t('events.venue')} required maxlength={150} />
        <TextField {...field('town')} label={t('events.town')} required maxlength={100} />
      </div>
      <div class="grid">
        <NumberField
          {...field('capacity', t('events.capacity_hint'))}
          label={t('events.capacity')}
          min={1}
          max={100000}
        />
        <SelectField
          {...field('entry_stage')}
          label={t('events.entry_stage')}
          empty={t('events.entry_stage_none')}
          options={stages.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </div>
    </Card>
  )
}

const Texts = ({ t, lang, ...state }: PartProps & { lang: Lang }) => {
  const field = fieldOf({ t, ...state })
  const card = (
    <>
      {lang !== 'cs' && <p class="muted">{t('events.texts_hint')}</p>}
      <TextField
        {...field(`title_${lang}`)}
        label={t('events.event_title')}
        required={lang === 'cs'}
        maxlength={150}
        attrs={{ lang }}
      />
      <TextField {...field(`summary_${lang}`)} label={t('events.summary')} maxlength={300} attrs={{ lang }} />
      <TextAreaField
        {...field(`description_${lang}`)}
        label={t('events.description')}
        rows={6}
        maxlength={5000}
        attrs={{ lang }}
      />
    </>
  )
  const heading = t('events.texts', { language: languageName(t, lang) })
  if (lang === 'cs') return <Card title={heading}>{card}</Card>
  const filled =
    Boolean(state.form.typed[`title_${lang}`]) ||
    Object.keys(state.form.errors).some((name) => name.endsWith(`_${lang}`))
  return (
    <details class="card" open={filled}>
      <summary>{heading}</summary>
      {card}
    </details>
  )
}

const fieldOf =
  ({ t, form: { typed, errors }, conflict }: PartProps) =>
  (name: string, hint?: string) => {
    const saved = conflict?.[name]
    const differs = saved !== undefined && saved !== (typed[name] ?? '')
    const savedHint = saved ? t('contacts.saved_value', { value: saved }) : t('contacts.saved_empty')
    return {
      t,
      name,
      value: typed[name] ?? '',
      ...(errors[name] ? { error: errors[name] } : {}),
      ...(differs ? { hint: <strong>{savedHint}</strong> } : hint ? { hint } : {}),
    }
  }

const labels = (t: StaffT): Record<string, string> => ({
  starts_at: t('events.starts_at'),
  ends_at: t('events.ends_at'),
  venue: t('events.venue'),
  town: t('events.town'),
  capacity: t('events.capacity'),
  entry_stage: t('events.entry_stage'),
  ...Object.fromEntries(
    languages.flatMap((lang) => [
      [`title_${lang}`, `${t('events.event_title')} (${languageName(t, lang)})`],
      [`summary_${lang}`, `${t('events.summary')} (${languageName(t, lang)})`],
      [`description_${lang}`, `${t('events.description')} (${languageName(t, lang)})`],
    ]),
  ),
})
