import { longDateTime, shortDateTime } from '../../src/lib/format.ts'
import { type ActivityKind, notedKinds } from '../../src/lib/words.ts'
import { Card } from '../components/card.tsx'
import { Timeline } from '../components/timeline.tsx'
import type { OwnPageProps } from './show.tsx'

/** What members wrote down: it is about the person, so it is theirs to read. */
export const Notes = ({ t, activities }: OwnPageProps) => {
  const notes = activities.filter(({ kind }) => notedKinds.some((noted) => noted === kind))
  return (
    <Card title={t('me.notes')}>
      {notes.length === 0 && <p class="muted">{t('me.no_notes')}</p>}
      <Entries t={t} label={t('me.notes')} activities={notes} />
    </Card>
  )
}

/** What the person did themselves, and what was done with their consent. */
export const History = ({ t, activities }: OwnPageProps) => (
  <Card title={t('me.history')}>
    <Entries t={t} label={t('me.history')} activities={activities.filter(({ kind }) => isOwn(kind))} />
  </Card>
)

type EntriesProps = Pick<OwnPageProps, 't' | 'activities'> & { label: string }

const Entries = ({ t, label, activities }: EntriesProps) =>
  activities.length === 0 ? null : (
    <Timeline
      label={label}
      entries={activities.map(({ id, kind, occurred_at, body, particulars }) => ({
        id: `activity-${id}`,
        title: titleOf(t, kind, String(particulars.event ?? particulars.recipient ?? '')),
        when: {
          iso: occurred_at.toISOString(),
          text: shortDateTime(t, occurred_at),
          exact: longDateTime(t, occurred_at),
        },
        ...(body ? { body: body.split('\n').map((line) => <p>{line}</p>) } : {}),
      }))}
    />
  )

const titleOf = (t: OwnPageProps['t'], kind: ActivityKind, about: string): string => {
  const known = shownKinds.find((shown) => shown === kind)
  const title = known ? t(`me.activity.${known}`) : ''
  return about ? `${title}: ${about}` : title
}

const ownKinds = [
  'created',
  'enquired',
  'registered',
  'registration_confirmed',
  'registration_waitlisted',
  'registration_promoted',
  'registration_cancelled',
  'consent_given',
  'consent_withdrawn',
  'referral_sent',
  'referral_accepted',
  'referral_declined',
  'referral_withdrawn',
  'handed_over',
  'taken_over',
] as const satisfies readonly ActivityKind[]

const shownKinds = [...ownKinds, ...notedKinds]

const isOwn = (kind: ActivityKind) => ownKinds.some((own) => own === kind)
