import type { contactsData } from '../../src/contacts/queries/personal-data.ts'
import type { eventsData } from '../../src/events/queries/personal-data.ts'
import { textOf } from '../../src/lib/events.ts'
import { longDateTime, shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import type { RegistrationState } from '../../src/lib/words.ts'
import type { ConsentRecord } from '../../src/privacy/queries.ts'
import type { referralsData } from '../../src/referrals/queries/personal-data.ts'
import { StateBadge } from '../components/badge.tsx'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { PublicT } from '../messages/index.ts'
import { SharedFacts } from '../referrals/facts.tsx'
import { OwnConsents } from './consents.tsx'
import { OwnFacts } from './facts.tsx'
import { History, Notes } from './history.tsx'

type About = Awaited<ReturnType<typeof contactsData>>

export type OwnPageProps = {
  t: PublicT
  centre: { slug: string; name: string; email: string }
  contact: About['contacts'][number]
  points: About['contact_points']
  activities: About['activities']
  consents: ConsentRecord[]
  registrations: Awaited<ReturnType<typeof eventsData>>['registrations']
  referrals: Awaited<ReturnType<typeof referralsData>>['referrals']
  facts: {
    addresses: About['contact_addresses']
    statuses: About['contact_statuses']
    languages: About['contact_languages']
    motives: About['contact_motives']
    relations: About['contact_relations']
    affiliations: About['affiliations']
    obligations: About['obligations']
  }
  /** the address of this page, to which its buttons post */
  link: string
  done?: string | undefined
}

/** Everything a centre keeps about the person who holds the link. */
export const OwnPage = (props: OwnPageProps) => {
  const { t, centre, contact, link, done } = props
  return (
    <>
      <PageHead
        title={t('me.title')}
        eyebrow={fullName(contact)}
        lead={t('me.lead', { centre: centre.name })}
        actions={
          <ButtonLink kind="secondary" icon="download" href={`${link}/export`} attrs={{ download: '' }}>
            {t('me.export')}
          </ButtonLink>
        }
      />
      {done === 'withdrawn' && <Flash tone="good">{t('me.withdrawn')}</Flash>}
      <div class="stack">
        <OwnFacts {...props} />
        <OwnConsents {...props} />
        <Registrations {...props} />
        <Referrals {...props} />
        <Notes {...props} />
        <History {...props} />
        <p>{t('me.rights', { email: centre.email })}</p>
      </div>
    </>
  )
}

const Registrations = ({ t, centre, registrations }: OwnPageProps) => (
  <Card title={t('me.registrations')}>
    {registrations.length === 0 && <p class="muted">{t('me.no_registrations')}</p>}
    <ul>
      {registrations.map((registration) => (
        <li>
          <a href={`/${t.lang}/${centre.slug}/events/${registration.slug}`}>{textOf(registration, t.lang).title}</a>,{' '}
          {longDateTime(t, registration.starts_at)}{' '}
          <span class="muted">({t(`me.registration.${shownAs[registration.state]}`)})</span>
          {registration.note && <p>{registration.note}</p>}
        </li>
      ))}
    </ul>
  </Card>
)

const shownAs: Record<RegistrationState, 'waiting' | 'confirmed' | 'cancelled'> = {
  pending_email: 'waiting',
  waitlisted: 'waiting',
  offered: 'waiting',
  confirmed: 'confirmed',
  attended: 'confirmed',
  no_show: 'confirmed',
  expired: 'cancelled',
  cancelled: 'cancelled',
  event_cancelled: 'cancelled',
}

const Referrals = ({ t, referrals }: OwnPageProps) => (
  <Card title={t('me.referrals')}>
    {referrals.length === 0 && <p class="muted">{t('me.no_referrals')}</p>}
    {referrals.map((referral) => (
      <section class="stack-small">
        <h3>{referral.recipient}</h3>
        <p class="cluster">
          <StateBadge tone="info">
            {t(`me.referral.${referral.state === 'opened' ? 'sent' : referral.state}`)}
          </StateBadge>
          <span class="muted">{shortDay(t, referral.created_at)}</span>
        </p>
        <p>{referral.need}</p>
        <SharedFacts t={t} shared={referral.shared} />
        {referral.reason && <p>{t(`decline.${referral.reason}`)}</p>}
        {referral.answer && <blockquote>{referral.answer}</blockquote>}
      </section>
    ))}
  </Card>
)
