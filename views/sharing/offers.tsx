import { shortDay } from '../../src/lib/format.ts'
import { StateBadge } from '../components/badge.tsx'
import { ButtonLink, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import type { StaffT } from '../messages/index.ts'
import type { ReleasePageProps } from './release-props.ts'
import { audienceOf, type Offered, runs } from './state.tsx'

/** To whom the data are offered and on what terms, the record of it, and the way to offer more. */
export const Offers = (props: ReleasePageProps) => {
  const { t, base, centre, release, offers, now, mayShare } = props
  const isPublic = offers.some((offer) => offer.audience === 'public' && runs(offer, now))
  return (
    <Card title={t('sharing.offers')} id="offers">
      {offers.length === 0 && <p>{t('sharing.offers_none')}</p>}
      <ul class="offer-list">
        {offers.map((offer) => (
          <Offer t={t} path={`${base}/${release.id}/offers/${offer.id}`} offer={offer} now={now} mayShare={mayShare} />
        ))}
      </ul>
      <p class="cluster">
        {mayShare && (
          <ButtonLink icon="plus" href={`${base}/${release.id}/offers/new`}>
            {t('sharing.offer')}
          </ButtonLink>
        )}
        {isPublic && (
          <ButtonLink
            kind="secondary"
            size="small"
            icon="external"
            href={`/${t.lang}/${centre.slug}/data/${release.slug}/${release.wave}/${release.snapshot}`}
          >
            {t('sharing.public_page')}
          </ButtonLink>
        )}
        <ButtonLink kind="quiet" size="small" href={`${base}/${release.id}/downloads`}>
          {t('sharing.downloads')}
        </ButtonLink>
      </p>
    </Card>
  )
}

type OfferProps = { t: StaffT; path: string; offer: Offered; now: Date; mayShare: boolean }

const Offer = ({ t, path, offer, now, mayShare }: OfferProps) => {
  const who = audienceOf(t, offer)
  const { offered_by_name, offered_at, valid_until } = offer
  return (
    <li class="offer">
      <p class="cluster spread">
        <strong>{who}</strong>
        <OfferState t={t} offer={offer} now={now} />
      </p>
      <p>
        <span class="visually-hidden">{t('sharing.offered_agreement')}: </span>
        {offer.agreement}
      </p>
      <p class="small muted">
        {t('sharing.offer_since', { who: offered_by_name ?? '–', date: shortDay(t, offered_at) })}
        {' · '}
        {valid_until ? t('sharing.offer_until', { date: lastDay(t, valid_until) }) : t('sharing.offer_lasting')}
      </p>
      {mayShare && runs(offer, now) && (
        <PostButton
          action={`${path}/withdraw`}
          kind="danger"
          size="small"
          confirm={t('sharing.withdraw_question', { who })}
          deed
        >
          {t('sharing.withdraw')}
          <span class="visually-hidden">: {who}</span>
        </PostButton>
      )}
    </li>
  )
}

const OfferState = ({ t, offer, now }: Pick<OfferProps, 't' | 'offer' | 'now'>) => {
  if (runs(offer, now)) return <StateBadge tone="good">{t('sharing.offer_runs')}</StateBadge>
  const { withdrawn_at, withdrawn_by_name, valid_until } = offer
  return (
    <StateBadge tone="neutral">
      {withdrawn_at
        ? t('sharing.offer_withdrawn', { date: shortDay(t, withdrawn_at), who: withdrawn_by_name ?? '–' })
        : t('sharing.offer_over', { date: valid_until ? lastDay(t, valid_until) : '' })}
    </StateBadge>
  )
}

/** An offer ends with the midnight after its last day. */
const lastDay = (t: StaffT, end: Date) => shortDay(t, new Date(end.getTime() - 1))
