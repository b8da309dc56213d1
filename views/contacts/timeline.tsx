import type { Child } from 'hono/jsx'
import type { Activity } from '../../src/contacts/queries/activities.ts'
import { topicNamed } from '../../src/lib/enquiries.ts'
import { longDateTime, shortDateTime, shortDay } from '../../src/lib/format.ts'
import { type CentreStage, stageName } from '../../src/lib/stages.ts'
import { type TimelineGroup, timelineGroups } from '../../src/lib/timeline.ts'
import { type ActivityKind, notedKinds, type Track, tracks } from '../../src/lib/words.ts'
import { PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import type { IconName } from '../components/icon.tsx'
import { Pager } from '../components/pager.tsx'
import { Tabs } from '../components/tabs.tsx'
import { Timeline, type TimelineEntry } from '../components/timeline.tsx'
import { Written } from '../components/written.tsx'
import type { StaffT } from '../messages/index.ts'
import type { ContactPageProps } from './contact-page-props.ts'

type Props = Pick<ContactPageProps, 't' | 'base' | 'activities' | 'stages' | 'older' | 'shown' | 'mayEdit'> & {
  path: string
}

/** A contact's history, latest first: all of it, or one kind of what happened. */
export const TimelineCard = (props: Props) => {
  const { t, path, activities, older, shown } = props
  return (
    <Card title={t('contacts.timeline')} id="contact-timeline">
      <Tabs
        label={t('timeline.show')}
        tabs={[undefined, ...timelineGroups].map((group) => ({
          href: hrefOf(path, group),
          label: t(`timeline.${group ?? 'all'}`),
          current: group === shown,
        }))}
      />
      {activities.length === 0 && <p class="muted">{t('timeline.none')}</p>}
      <Timeline
        id="timeline"
        label={t('contacts.timeline')}
        entries={activities.map((activity) => entryOf(props, activity))}
      />
      {older && <Pager t={t} label={t('contacts.timeline')} nextHref={hrefOf(path, shown, older)} />}
    </Card>
  )
}

const hrefOf = (path: string, show: TimelineGroup | undefined, after?: string) => {
  const asked = new URLSearchParams({ ...(show ? { show } : {}), ...(after ? { after } : {}) })
  return `${path}${asked.size > 0 ? `?${asked}` : ''}${after ? '' : '#contact-timeline'}`
}

type Stages = readonly CentreStage[]

const entryOf = (props: Props, activity: Activity): TimelineEntry => {
  const { t, base, stages } = props
  const title = titleOf(t, activity, stages)
  const place = placeOf(base, activity)
  const who = whoOf(t, activity)
  return {
    id: `activity-${activity.id}`,
    icon: icons[activity.kind] ?? 'note',
    title: place ? <a href={place}>{title}</a> : title,
    ...(who ? { who } : {}),
    when: {
      iso: activity.occurred_at.toISOString(),
      text: shortDateTime(t, activity.occurred_at),
      exact: longDateTime(t, activity.occurred_at),
    },
    ...(activity.body ? { body: bodyOf(t, activity) } : {}),
    ...actionsOf(props, activity),
  }
}

const isNoted = (kind: ActivityKind) => notedKinds.some((noted) => noted === kind)

/** Only people write in Markdown; what the app wrote is quoted as it is. */
const bodyOf = (t: StaffT, { kind, body, is_struck }: Activity): Child => {
  const text = isNoted(kind) ? <Written text={body} /> : body.split('\n').map((line) => <p>{line}</p>)
  if (!is_struck) return text
  return (
    <>
      <p class="muted small">{t('timeline.struck')}</p>
      <del>{text}</del>
    </>
  )
}

const actionsOf = ({ t, path, mayEdit }: Props, { id, kind, is_struck }: Activity) =>
  mayEdit && isNoted(kind) && !is_struck
    ? {
        actions: (
          <PostButton
            action={`${path}/activities/${id}/strike`}
            kind="quiet"
            size="small"
            confirm={t('timeline.strike_confirm')}
          >
            {t('timeline.strike')}
          </PostButton>
        ),
      }
    : {}

/** Who it was: a colleague, the person by themselves on our public pages, or nobody but the clock. */
const whoOf = (t: StaffT, activity: Activity) =>
  [byWhom(t, activity), activity.merge_id && t('timeline.from_merge')].filter(Boolean).join(' · ')

const byWhom = (t: StaffT, { kind, member_name }: Activity) => {
  if (member_name) return member_name
  if (byThemselves.has(kind)) return t('timeline.from_web')
  return byItself.has(kind) ? t('timeline.by_itself') : undefined
}

const byThemselves: ReadonlySet<ActivityKind> = new Set([
  'registered',
  'registration_confirmed',
  'registration_waitlisted',
  'registration_cancelled',
  'consent_given',
  'consent_withdrawn',
  'enquired',
])
const byItself: ReadonlySet<ActivityKind> = new Set(['woken', 'mail_sent', 'registration_promoted', 'next_step_set'])

/** Where more of it is to be read. */
const placeOf = (base: string, { particulars, kept_merge }: Activity): string | undefined => {
  const { mail, task, job } = particulars
  if (mail) return `${base}/mail/${mail}`
  if (task) return `${base}/tasks/${task}`
  if (kept_merge) return `${base}/duplicates/merges/${kept_merge}`
  return job ? `${base}/jobs/${job}` : undefined
}

const titleOf = (t: StaffT, { kind, particulars }: Activity, stages: Stages): string => {
  const of = (name: string) => String(particulars[name] ?? '')
  if (kind === 'stage_moved')
    return t('activity.stage_moved', { from: stageName(stages, of('from')), to: stageName(stages, of('to')) })
  if (kind === 'enrolled')
    return t('activity.enrolled', { track: trackLabel(t, of('track')), stage: stageName(stages, of('stage')) })
  if (kind === 'next_step_set') return t('activity.next_step_set', { day: of('on') ? shortDay(t, of('on')) : '' })
  if (kind === 'consent_given' || kind === 'consent_withdrawn')
    return t(`activity.${kind}`, { purpose: purposeLabel(t, of('purpose')) })
  const topic = kind === 'enquired' && topicNamed(of('topic'))
  if (topic) return t('activity.enquired_about', { topic: t(`enquiry.topic.${topic}`) })
  return t(`activity.${kind}`, { event: of('event'), recipient: of('recipient') })
}

const trackLabel = (t: StaffT, code: string) => {
  const track = tracks.find((known: Track) => known === code)
  return track ? t(`track.${track}`) : code
}

const purposeLabel = (t: StaffT, code: string) =>
  code === 'newsletter' || code === 'referral' || code === 'surveys' ? t(`consent.${code}`) : t('consent.contact')

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
  attended: 'check',
  no_show: 'cross',
  mail_sent: 'mail',
  enquired: 'mail',
  parked: 'clock',
  woken: 'clock',
  task_added: 'plus',
  task_changed: 'edit',
  task_done: 'check',
  task_reopened: 'clock',
  task_dropped: 'cross',
  note_struck: 'trash',
  imported: 'download',
  merged: 'people',
  unmerged: 'people',
  bulk_changed: 'edit',
}
