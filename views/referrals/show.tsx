import { shortDateTime, shortDay } from '../../src/lib/format.ts'
import { fullName } from '../../src/lib/names.ts'
import { sharedFields } from '../../src/lib/words.ts'
import type { ConsentRecord } from '../../src/privacy/queries.ts'
import type { listReferralChanges, ReferralRecord } from '../../src/referrals/queries/referrals.ts'
import { PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Timeline } from '../components/timeline.tsx'
import type { StaffT } from '../messages/index.ts'
import { SharedFacts } from './facts.tsx'
import { OverdueBadge, ReferralBadge } from './state.tsx'

export type ReferralPageProps = {
  t: StaffT
  base: string
  referral: ReferralRecord
  changes: Awaited<ReturnType<typeof listReferralChanges>>
  consent: ConsentRecord
  today: string
  isWaiting: boolean
  mayRefer: boolean
  done?: string | undefined
}

export const ReferralPage = (props: ReferralPageProps) => {
  const { t, base, referral, done } = props
  return (
    <>
      <PageHead
        title={fullName(referral)}
        eyebrow={referral.recipient}
        back={{ href: `${base}/referrals`, label: t('referrals.title') }}
        actions={<Actions {...props} />}
      />
      <State {...props} />
      <Done t={t} done={done} />
      <div class="with-aside">
        <div class="stack">
          <WhatWasSent {...props} />
          <History {...props} />
        </div>
        <aside class="stack" aria-label={t('referrals.about')}>
          <Outcome {...props} />
          <Consent {...props} />
        </aside>
      </div>
    </>
  )
}

/** Before everything else, also on a phone: how it stands. */
const State = ({ t, referral, today, isWaiting }: ReferralPageProps) => (
  <p class="cluster">
    <ReferralBadge t={t} state={referral.state} />
    {isWaiting && referral.decide_by < today && <OverdueBadge t={t} />}
  </p>
)

const doneTones = { sent: 'good', recalled: 'good', too_late: 'waiting', withdrawn: 'good' } as const

const Done = ({ t, done }: { t: StaffT; done: string | undefined }) => {
  const key = (['sent', 'recalled', 'too_late', 'withdrawn'] as const).find((known) => known === done)
  return key ? <Flash tone={doneTones[key]}>{t(`referrals.done_${key}`)}</Flash> : null
}

const Actions = ({ t, base, referral, consent, isWaiting, mayRefer }: ReferralPageProps) => {
  const path = `${base}/referrals/${referral.id}`
  return mayRefer ? (
    <>
      {isWaiting && (
        <PostButton action={`${path}/recall`} kind="secondary" confirm={t('referrals.recall_question')}>
          {t('referrals.recall')}
        </PostButton>
      )}
      {consent.state === 'granted' && (
        <PostButton action={`${path}/withdraw`} kind="danger" confirm={t('referrals.withdraw_question')}>
          {t('referrals.withdraw')}
        </PostButton>
      )}
    </>
  ) : null
}

const WhatWasSent = ({ t, referral, consent }: ReferralPageProps) => (
  <Card title={t('referrals.what_was_sent')}>
    <h3>{t('referrals.need')}</h3>
    {referral.need.split('\n').map((line) => (
      <p>{line}</p>
    ))}
    <h3>{t('referrals.facts')}</h3>
    {consent.state === 'withdrawn' ? (
      <>
        <p>{t('referrals.nothing_left')}</p>
        <p class="muted">{consent.fields.map((field) => labelOf(t, field)).join(', ')}</p>
      </>
    ) : referral.fields.length === 0 ? (
      <p>{t('referrals.no_facts')}</p>
    ) : (
      <SharedFacts t={t} shared={referral.shared} />
    )}
  </Card>
)

const labelOf = (t: StaffT, field: string) => {
  const known = sharedFields.find((code) => code === field)
  return known ? t(`shared.${known}`) : field
}

const Outcome = ({ t, base, referral }: ReferralPageProps) => (
  <Card title={t('referrals.about')}>
    <DefinitionList
      items={[
        { term: t('referrals.decide_by'), value: shortDay(t, referral.decide_by) },
        ...(referral.reason ? [{ term: t('referrals.reason'), value: t(`decline.${referral.reason}`) }] : []),
        ...(referral.answer ? [{ term: t('referrals.said'), value: referral.answer }] : []),
        { term: t('referrals.sent_on'), value: shortDateTime(t, referral.created_at) },
        { term: t('referrals.sent_by'), value: referral.member_name ?? '' },
      ]}
    />
    <p>
      <a href={`${base}/contacts/${referral.contact_id}`}>{t('referrals.open_contact')}</a>
    </p>
  </Card>
)

const Consent = ({ t, consent }: ReferralPageProps) => (
  <Card title={t('referrals.consent')}>
    <blockquote lang={consent.lang}>{consent.wording}</blockquote>
    <p class="muted">{t('referrals.consent_given', { day: shortDay(t, consent.granted_at) })}</p>
    {consent.withdrawn_at && <p>{t('referrals.consent_withdrawn', { day: shortDay(t, consent.withdrawn_at) })}</p>}
  </Card>
)

const History = ({ t, changes, referral }: ReferralPageProps) => (
  <Card title={t('referrals.history')}>
    <Timeline
      label={t('referrals.history')}
      entries={changes.map(({ to_state, at, actor }, index) => ({
        id: `change-${referral.id}-${index}`,
        icon: 'path',
        title: t(`referral_state.${to_state}`),
        who: t(`referrals.actor.${actor}`),
        when: { iso: at.toISOString(), text: shortDateTime(t, at), exact: shortDateTime(t, at) },
      }))}
    />
  </Card>
)
