import type { Activity } from '../../src/contacts/queries/activities.ts'
import type { ContactRecord } from '../../src/contacts/queries/contacts.ts'
import { languageName, longDay, shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import { readablePhone } from '../../src/lib/phone.ts'
import type { FormState } from '../../src/web/forms.ts'
import { Badge, StateBadge } from '../components/badge.tsx'
import { Button, ButtonLink, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { DateField, DateTimeField, SelectField, TextAreaField, TextField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import type { StaffT } from '../messages/index.ts'
import { MoveForm } from '../pipelines/move-form.tsx'
import { DueBadge } from './list.tsx'
import { ContactTimeline } from './timeline.tsx'

export type ContactPageProps = {
  t: StaffT
  base: string
  contact: ContactRecord
  activities: Activity[]
  older: string | undefined
  today: string
  mayEdit: boolean
  done?: string | undefined
  activityForm: FormState
  nextStepForm: FormState
  activityKey: string
}

export const ContactPage = (props: ContactPageProps) => {
  const { t, base, contact, done, mayEdit } = props
  const path = `${base}/contacts/${contact.id}`
  return (
    <>
      <PageHead
        title={fullName(contact)}
        eyebrow={[contact.field, contact.residence].filter(Boolean).join(' · ')}
        back={{ href: `${base}/contacts`, label: t('contacts.title') }}
        actions={mayEdit && <ButtonLink kind="secondary" href={`${path}/edit`} icon="edit">{t('common.edit')}</ButtonLink>}
      />
      <Done t={t} done={done} />
      <div class="with-aside">
        <div class="stack">
          {mayEdit && <NewActivity {...props} path={path} />}
          <Card title={t('contacts.timeline')} id="contact-timeline">
            <ContactTimeline t={t} activities={props.activities} />
            {props.older && <Pager t={t} label={t('contacts.timeline')} nextHref={`${path}?after=${props.older}`} />}
          </Card>
        </div>
        <aside class="stack" aria-label={t('contacts.facts')}>
          <NextStepCard {...props} path={path} />
          <Enrolments {...props} />
          <FactsCard {...props} />
          <Consents {...props} />
        </aside>
      </div>
    </>
  )
}

const doneTexts = {
  added: 'contacts.added',
  edited: 'contacts.edited',
  noted: 'activity.saved',
  planned: 'contacts.next_step_saved',
  finished: 'contacts.next_step_finished',
} as const

const Done = ({ t, done }: { t: StaffT; done: string | undefined }) => {
  const key = Object.entries(doneTexts).find(([code]) => code === done)?.[1]
  return key ? <Flash tone="good">{t(key)}</Flash> : null
}

const NewActivity = ({ t, path, activityForm: { typed, errors }, activityKey }: ContactPageProps & { path: string }) => (
  <Card title={t('activity.add')} id="new-activity">
    <Form
      t={t} action={`${path}/activities`} errors={errors} hidden={{ idempotency_key: activityKey }}
      labels={{ kind: t('activity.kind'), body: t('activity.body'), occurred_at: t('activity.occurred_at') }}
    >
      <div class="grid">
        <SelectField
          t={t} name="kind" label={t('activity.kind')} value={typed.kind ?? 'phone_call'} empty={false} required {...(errors.kind ? { error: errors.kind } : {})}
          options={(['phone_call', 'note', 'meeting', 'email'] as const).map((kind) => ({ value: kind, label: t(`activity.${kind}`) }))}
        />
        <DateTimeField t={t} name="occurred_at" label={t('activity.occurred_at')} value={typed.occurred_at ?? ''} hint={t('activity.occurred_hint')} {...(errors.occurred_at ? { error: errors.occurred_at } : {})} />
      </div>
      <TextAreaField t={t} name="body" label={t('activity.body')} value={typed.body ?? ''} rows={3} required {...(errors.body ? { error: errors.body } : {})} />
      <Button>{t('activity.save')}</Button>
    </Form>
  </Card>
)

const NextStepCard = ({ t, path, contact, today, mayEdit, nextStepForm }: ContactPageProps & { path: string }) => {
  const planned = contact.next_step_on !== null
  return (
    <Card title={t('contacts.next_step')} id="next-step" highlight={!planned}>
      {contact.next_step_on ? (
        <>
          <p><strong>{contact.next_step}</strong></p>
          <p>{longDay(t, contact.next_step_on)} {contact.next_step_on <= today && <DueBadge t={t} on={contact.next_step_on} today={today} />}</p>
          {mayEdit && <PostButton action={`${path}/next-step/done`} fields={{ version: contact.version }} kind="secondary" size="small" icon="check">{t('contacts.next_step_done')}</PostButton>}
        </>
      ) : (
        <EmptyState title={t('contacts.next_step_none')} level={3} icon="clock">{t('contacts.next_step_none_text')}</EmptyState>
      )}
      {mayEdit && (
        <details open={!planned || Object.keys(nextStepForm.errors).length > 0}>
          <summary>{planned ? t('contacts.next_step_change') : t('contacts.next_step_set')}</summary>
          <NextStepFields t={t} path={path} version={contact.version} form={nextStepForm} />
        </details>
      )}
    </Card>
  )
}

const NextStepFields = ({ t, path, version, form: { typed, errors } }: { t: StaffT; path: string; version: number; form: FormState }) => (
  <Form t={t} action={`${path}/next-step`} errors={errors} hidden={{ version }} labels={{ next_step: t('contacts.next_step_what'), next_step_on: t('contacts.next_step_on') }}>
    <TextField t={t} name="next_step" label={t('contacts.next_step_what')} value={typed.next_step ?? ''} required maxlength={300} {...(errors.next_step ? { error: errors.next_step } : {})} />
    <DateField t={t} name="next_step_on" label={t('contacts.next_step_on')} value={typed.next_step_on ?? ''} required {...(errors.next_step_on ? { error: errors.next_step_on } : {})} />
    <Button kind="secondary">{t('contacts.next_step_set')}</Button>
  </Form>
)

const Enrolments = ({ t, base, contact, mayEdit, done }: ContactPageProps) => (
  <Card title={t('contacts.track')} id="enrolments">
    {contact.enrolments.length === 0 && <p class="muted">{t('contacts.not_enrolled')}</p>}
    {contact.enrolments.map((enrolment) => (
      <div class="stack-small">
        <p>{t(`track.${enrolment.track}`)}: <StateBadge tone="info" icon="path">{t(`stage.${enrolment.stage}`)}</StateBadge></p>
        {done === 'moved' && <Flash tone="good">{t('pipelines.moved', { stage: t(`stage.${enrolment.stage}`) })}</Flash>}
        {enrolment.parked_until && <p class="muted">{t('pipelines.parked_until', { day: shortDay(t, enrolment.parked_until) })}</p>}
        {mayEdit && <MoveForm t={t} base={base} enrolment={enrolment} />}
      </div>
    ))}
  </Card>
)

const FactsCard = ({ t, contact }: ContactPageProps) => (
  <Card title={t('contacts.facts')}>
    <DefinitionList
      items={[
        ...contact.points.map((point) => ({
          term: point.kind === 'email' ? t('contacts.email') : t('contacts.phone'),
          value: point.kind === 'email' ? (
            <><a href={`mailto:${point.value}`}>{point.value}</a>{!point.verified && <span class="muted"> ({t('contacts.unverified')})</span>}</>
          ) : (
            <a href={`tel:${point.value}`}>{readablePhone(point.value)}</a>
          ),
        })),
        { term: t('contacts.birth_name'), value: contact.birth_name },
        { term: t('contacts.municipality_origin'), value: contact.municipality_origin },
        { term: t('contacts.residence'), value: contact.residence },
        { term: t('contacts.lang'), value: languageName(t, contact.lang) },
        { term: t('contacts.owner'), value: contact.owner_name ?? t('contacts.nobody') },
        { term: t('contacts.tags'), value: contact.tags.length > 0 ? <span class="cluster">{contact.tags.map((tag) => <Badge>{tag}</Badge>)}</span> : '' },
        { term: t('contacts.source'), value: t(`source.${contact.source}`) },
        { term: t('contacts.since'), value: shortDay(t, contact.created_at) },
      ]}
    />
  </Card>
)

const Consents = ({ t, contact }: ContactPageProps) => (
  <Card title={t('contacts.consents')} id="consents">
    {contact.consents.length === 0 && <p class="muted">{t('contacts.no_consents')}</p>}
    {contact.consents.map((consent) => (
      <details>
        <summary><StateBadge tone="good">{t(`consent.${consent.purpose}`)}</StateBadge> <span class="muted">{t('contacts.consent_given_on', { day: shortDay(t, new Date(consent.granted_at)) })}</span></summary>
        <blockquote>{consent.wording}</blockquote>
      </details>
    ))}
  </Card>
)
