import { shortDay } from '../../src/lib/format.ts'
import type { HandOver } from '../../src/referrals/queries/hand-overs.ts'
import type { FormState } from '../../src/web/forms.ts'
import { ButtonLink, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { DeclineForm } from './decline.tsx'
import { SharedFacts } from './facts.tsx'
import { LetterBadge, OverdueBadge } from './state.tsx'

export type IncomingProps = {
  t: StaffT
  base: string
  letter: HandOver
  form: FormState
  today: string
  mayAnswer: boolean
  done?: string | undefined
}

/** A person another centre hands over: the need, the facts agreed to, yes or no. */
export const IncomingPage = ({ t, base, letter, form, today, mayAnswer, done }: IncomingProps) => {
  const path = `${base}/referrals/incoming/${letter.id}`
  const waits = letter.state === 'waiting'
  return (
    <>
      <PageHead
        title={t('referrals.incoming_from', { centre: letter.from_centre })}
        back={{ href: `${base}/referrals`, label: t('referrals.title') }}
      />
      {(done === 'declined' || done === 'decided') && <Flash>{t(`referrals.done_${done}`)}</Flash>}
      <p class="cluster">
        <LetterBadge t={t} state={letter.state} />
        <span>
          {t('referrals.decide_by')}: {shortDay(t, letter.decide_by)}
        </span>
        {waits && letter.decide_by < today && <OverdueBadge t={t} />}
      </p>
      {letter.need && (
        <Card title={t('referrals.need')}>
          {letter.need.split('\n').map((line) => (
            <p>{line}</p>
          ))}
          <SharedFacts t={t} shared={letter.shared} />
        </Card>
      )}
      {letter.contact_id && (
        <p>
          <ButtonLink kind="secondary" href={`${base}/contacts/${letter.contact_id}`}>
            {t('referrals.open_contact')}
          </ButtonLink>
        </p>
      )}
      {mayAnswer && (
        <div class="stack">
          <Card title={t('referrals.take_over')} highlight>
            <p>{t('referrals.take_over_hint')}</p>
            <PostButton action={`${path}/accept`} icon="check">
              {t('referrals.take_over')}
            </PostButton>
          </Card>
          <Card title={t('referrals.turn_down')}>
            <DeclineForm t={t} action={`${path}/decline`} form={form} label={t('referrals.turn_down')} />
          </Card>
        </div>
      )}
    </>
  )
}
