import type { Activity } from '../../src/contacts/queries/activities.ts'
import { longDateTime, shortDateTime, shortDay } from '../../src/lib/format.ts'
import { type ActivityKind, type Stage, stages, type Track, tracks } from '../../src/lib/words.ts'
import type { IconName } from '../components/icon.tsx'
import { Timeline, type TimelineEntry } from '../components/timeline.tsx'
import type { StaffT } from '../messages/index.ts'

/** A contact's history, latest first. */
export const ContactTimeline = ({ t, activities }: { t: StaffT; activities: Activity[] }) => (
  <Timeline id="timeline" label={t('contacts.timeline')} entries={activities.map((activity) => entryOf(t, activity))} />
)

const entryOf = (t: StaffT, activity: Activity): TimelineEntry => ({
  id: `activity-${activity.id}`,
  icon: icons[activity.kind] ?? 'note',
  title: titleOf(t, activity),
  ...(activity.member_name ? { who: activity.member_name } : {}),
  when: {
    iso: activity.occurred_at.toISOString(),
    text: shortDateTime(t, activity.occurred_at),
    exact: longDateTime(t, activity.occurred_at),
  },
  ...(activity.body ? { body: activity.body.split('\n').map((line) => <p>{line}</p>) } : {}),
})

const titleOf = (t: StaffT, { kind, particulars }: Activity): string => {
  const of = (name: string) => String(particulars[name] ?? '')
  if (kind === 'stage_moved')
    return t('activity.stage_moved', { from: stageLabel(t, of('from')), to: stageLabel(t, of('to')) })
  if (kind === 'enrolled')
    return t('activity.enrolled', { track: trackLabel(t, of('track')), stage: stageLabel(t, of('stage')) })
  if (kind === 'next_step_set') return t('activity.next_step_set', { day: of('on') ? shortDay(t, of('on')) : '' })
  if (kind === 'consent_given' || kind === 'consent_withdrawn')
    return t(`activity.${kind}`, { purpose: purposeLabel(t, of('purpose')) })
  return t(`activity.${kind}`, { event: of('event'), recipient: of('recipient') })
}

const stageLabel = (t: StaffT, code: string) => {
  const stage = [...stages.return, ...stages.relocation].find((known: Stage) => known === code)
  return stage ? t(`stage.${stage}`) : code
}

const trackLabel = (t: StaffT, code: string) => {
  const track = tracks.find((known: Track) => known === code)
  return track ? t(`track.${track}`) : code
}

const purposeLabel = (t: StaffT, code: string) =>
  code === 'newsletter' || code === 'referral' ? t(`consent.${code}`) : t('consent.contact')

const icons: Partial<Record<ActivityKind, IconName>> = {
  created: 'user',
  phone_call: 'phone',
  email: 'mail',
  meeting: 'people',
  registered: 'calendar',
  registration_confirmed: 'check',
  registration_waitlisted: 'clock',
  registration_promoted: 'check',
  registration_cancelled: 'cross',
  consent_given: 'check',
  consent_withdrawn: 'cross',
  enrolled: 'path',
  stage_moved: 'path',
  next_step_set: 'clock',
  next_step_done: 'check',
  edited: 'edit',
  referral_sent: 'arrow-right',
  referral_accepted: 'check',
  referral_declined: 'cross',
  referral_withdrawn: 'cross',
  handed_over: 'arrow-right',
  taken_over: 'people',
}
