import type { ContactRecord } from '../../src/contacts/queries/contacts.ts'
import { fullName } from '../../src/lib/names.ts'
import { readablePhone } from '../../src/lib/phone.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DateTimeField, SelectField, TextAreaField } from '../components/field.tsx'
import { Flash } from '../components/flash.tsx'
import { Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { editShortcut } from '../components/shortcuts.tsx'
import type { StaffT } from '../messages/index.ts'
import { Consents, FactsCard, NextStepCard } from './cards.tsx'
import type { ContactPageProps } from './contact-page-props.ts'
import { Enrolments } from './enrolments.tsx'
import { Household } from './household.tsx'
import { ContactTimeline } from './timeline.tsx'

export const ContactPage = (props: ContactPageProps) => {
  const { t, base, contact, done, mayEdit } = props
  const path = `${base}/contacts/${contact.id}`
  return (
    <>
      <PageHead
        title={fullName(contact)}
        eyebrow={[contact.field, contact.residence].filter(Boolean).join(' · ')}
        lead={<Reach contact={contact} />}
        back={{ href: `${base}/contacts`, label: t('contacts.title') }}
        actions={
          mayEdit && (
            <>
              <ButtonLink kind="secondary" href={`${base}/referrals/new?contact=${contact.id}`} icon="arrow-right">
                {t('contacts.refer')}
              </ButtonLink>
              <ButtonLink kind="secondary" href={`${path}/edit`} icon="edit" attrs={editShortcut}>
                {t('common.edit')}
              </ButtonLink>
            </>
          )
        }
      />
      <Done t={t} done={done} />
      <div class="with-aside in-three">
        <aside class="stack aside-first" aria-label={t('contacts.next_step')}>
          <NextStepCard {...props} path={path} />
          <Enrolments {...props} />
        </aside>
        <div class="stack">
          {mayEdit && <NewActivity {...props} path={path} />}
          <Card title={t('contacts.timeline')} id="contact-timeline">
            <ContactTimeline t={t} activities={props.activities} />
            {props.older && <Pager t={t} label={t('contacts.timeline')} nextHref={`${path}?after=${props.older}`} />}
          </Card>
        </div>
        <aside class="stack aside-rest" aria-label={t('contacts.facts')}>
          <FactsCard {...props} />
          <Household {...props} />
          <Consents {...props} />
        </aside>
      </div>
    </>
  )
}

/** How to reach them comes first: on a phone the facts stand far below. */
const Reach = ({ contact }: { contact: ContactRecord }) =>
  contact.points.length > 0 ? (
    <span class="cluster small">
      {contact.points.map(({ kind, value }) =>
        kind === 'phone' ? (
          <a href={`tel:${value}`}>{readablePhone(value)}</a>
        ) : (
          <a href={`mailto:${value}`}>{value}</a>
        ),
      )}
    </span>
  ) : null

const doneTexts = {
  added: 'contacts.added',
  edited: 'contacts.edited',
  noted: 'activity.saved',
  planned: 'contacts.next_step_saved',
  finished: 'contacts.next_step_finished',
  joined: 'household.joined',
} as const

const Done = ({ t, done }: { t: StaffT; done: string | undefined }) => {
  const key = Object.entries(doneTexts).find(([code]) => code === done)?.[1]
  return key ? <Flash tone="good">{t(key)}</Flash> : null
}

const NewActivity = ({
  t,
  path,
  activityForm: { typed, errors },
  activityKey,
}: ContactPageProps & { path: string }) => (
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
          name="kind"
          label={t('activity.kind')}
          value={typed.kind ?? 'phone_call'}
          empty={false}
          required
          {...(errors.kind ? { error: errors.kind } : {})}
          options={(['phone_call', 'note', 'meeting', 'email', 'counselling'] as const).map((kind) => ({
            value: kind,
            label: t(`activity.${kind}`),
          }))}
        />
        <DateTimeField
          t={t}
          name="occurred_at"
          label={t('activity.occurred_at')}
          value={typed.occurred_at ?? ''}
          hint={t('activity.occurred_hint')}
          {...(errors.occurred_at ? { error: errors.occurred_at } : {})}
        />
      </div>
      <TextAreaField
        t={t}
        name="body"
        label={t('activity.body')}
        value={typed.body ?? ''}
        rows={3}
        required
        {...(errors.body ? { error: errors.body } : {})}
      />
      <Button>{t('activity.save')}</Button>
    </Form>
  </Card>
)
