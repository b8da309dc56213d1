import { shortDay } from '../../src/lib/format.ts'
import type { DeclineReason, ReferralState } from '../../src/lib/words.ts'
import type { FormState } from '../../src/web/forms.ts'
import { PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Facts } from '../components/facts.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { PublicT } from '../messages/index.ts'
import { DeclineForm } from './decline.tsx'
import { SharedFacts } from './facts.tsx'

export type PartnersReferralProps = {
  t: PublicT
  centre: { slug: string; name: string; email: string }
  referral: {
    state: ReferralState
    need: string
    shared: Record<string, string>
    reason: DeclineReason | null
    decide_by: string
    service: string | null
    waiting: boolean
  }
  form: FormState
  /** somebody answered between reading and pressing */
  second: boolean
  /** the address of this page, to which its buttons post */
  link: string
}

/** What a partner sees without an account: the need, the facts the person agreed to, yes or no. */
export const PartnersReferralPage = (props: PartnersReferralProps) => {
  const { t, centre, referral } = props
  return (
    <>
      <PageHead
        title={t('referral.title')}
        eyebrow={centre.name}
        {...(referral.waiting ? { lead: t('referral.lead', { centre: centre.name }) } : {})}
      />
      <Outcome {...props} />
      <div class="stack">
        {referral.waiting && (
          <Facts
            facts={[
              { icon: 'clock', text: t('referral.decide_by', { day: shortDay(t, referral.decide_by) }) },
              ...(referral.service
                ? [{ icon: 'info' as const, text: `${t('referral.service')}: ${referral.service}` }]
                : []),
              { icon: 'mail', text: <a href={`mailto:${centre.email}`}>{centre.email}</a> },
            ]}
          />
        )}
        {referral.need && <Need t={t} referral={referral} />}
        {referral.waiting && <Choice {...props} />}
      </div>
    </>
  )
}

const Outcome = ({ t, referral, second }: PartnersReferralProps) => {
  const { state, reason } = referral
  if (state !== 'accepted' && state !== 'declined') return null
  return (
    <Flash tone={state === 'accepted' ? 'good' : 'neutral'} {...(second ? { title: t('referral.second') } : {})}>
      <p>{t(`referral.state.${state}`)}</p>
      {reason && <p>{t(`decline.${reason}`)}</p>}
    </Flash>
  )
}

const Need = ({ t, referral }: Pick<PartnersReferralProps, 't' | 'referral'>) => (
  <Card title={t('referral.need')}>
    {referral.need.split('\n').map((line) => (
      <p>{line}</p>
    ))}
    {Object.keys(referral.shared).length > 0 && (
      <>
        <h3>{t('referral.facts')}</h3>
        <SharedFacts t={t} shared={referral.shared} />
      </>
    )}
    <p class="small muted">{t('referral.use')}</p>
  </Card>
)

const Choice = ({ t, form, link }: PartnersReferralProps) => (
  <>
    <PostButton action={`${link}/accept?lang=${t.lang}`} size="large" icon="check">
      {t('referral.accept')}
    </PostButton>
    <details open={Object.keys(form.errors).length > 0}>
      <summary>{t('referral.decline_title')}</summary>
      <DeclineForm t={t} action={`${link}/decline?lang=${t.lang}`} form={form} label={t('referral.decline')} />
    </details>
  </>
)

/** The same for whatever ended it, and not a word about anybody. */
export const ReferralGonePage = ({ t, centre }: { t: PublicT; centre: { name: string } }) => (
  <PageHead title={t('referral.gone_title')} eyebrow={centre.name} lead={t('referral.gone_text')} />
)
