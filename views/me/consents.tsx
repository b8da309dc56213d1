import { shortDay } from '../../src/lib/format.ts'
import { StateBadge } from '../components/badge.tsx'
import { PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import type { OwnPageProps } from './show.tsx'

/** Taking back is as easy as giving: one button beside each sentence. */
export const OwnConsents = ({ t, consents, link }: OwnPageProps) => (
  <Card title={t('me.consents')} id="consents">
    {consents.length === 0 && <p class="muted">{t('me.no_consents')}</p>}
    {consents
      .filter(({ state }) => state !== 'superseded')
      .map((consent) => (
        <section class="stack-small">
          <h3>
            {t(`me.purpose.${consent.purpose}`)}
            {consent.recipient && `: ${consent.recipient}`}
          </h3>
          <blockquote lang={consent.lang}>{consent.wording}</blockquote>
          <p class="cluster">
            {consent.state === 'granted' ? (
              <StateBadge tone="good">{t('me.granted', { day: shortDay(t, consent.granted_at) })}</StateBadge>
            ) : (
              <StateBadge tone="neutral">
                {t('me.withdrawn_on', { day: shortDay(t, consent.withdrawn_at ?? consent.granted_at) })}
              </StateBadge>
            )}
            {consent.state === 'granted' && (
              <PostButton
                action={`${link}/withdraw?lang=${t.lang}`}
                fields={{ consent: consent.id }}
                kind="secondary"
                size="small"
                confirm={t('me.withdraw_question')}
              >
                {t('me.withdraw')}
                <span class="visually-hidden"> {t(`me.purpose.${consent.purpose}`)}</span>
              </PostButton>
            )}
          </p>
        </section>
      ))}
  </Card>
)
