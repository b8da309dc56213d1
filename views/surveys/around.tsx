import { shortDay } from '../../src/lib/format.ts'
import type { SurveyRecord } from '../../src/surveys/queries/surveys.ts'
import { ButtonLink, CopyButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { PublicT } from '../messages/index.ts'
import { PanelInvitation } from '../newcomers/panel.tsx'

type Props = { t: PublicT; survey: SurveyRecord }

type ThanksProps = Props & { centre: { slug: string; name: string }; batch: number; idempotencyKey: string }

export const SurveyThanksPage = ({ t, survey, centre, batch, idempotencyKey }: ThanksProps) => (
  <>
    <PageHead title={t('survey.thanks_title')} eyebrow={survey.title} lead={survey.thanks} />
    <p>{t('survey.batches', { batch })}</p>
    <PanelInvitation t={t} centre={centre} idempotencyKey={idempotencyKey} />
    <ToCentre t={t} centre={centre.slug} />
  </>
)

type LaterProps = Props & { link: string; until: Date; address: string }

/** The personal link is shown once, here; there is no address to send it to. */
export const SurveyLaterPage = ({ t, survey, link, until, address }: LaterProps) => (
  <>
    <PageHead title={t('survey.later_title')} eyebrow={survey.title} />
    <Card>
      <p>{t('survey.later_text', { date: shortDay(t, until) })}</p>
      <p class="personal-link">
        <a href={link}>{link}</a>
      </p>
      <CopyButton t={t} text={link} label={t('survey.later_copy')} />
      <p class="muted">{t('survey.later_warning')}</p>
    </Card>
    <p>
      <ButtonLink kind="secondary" href={address}>
        {t('survey.later_go')}
      </ButtonLink>
    </p>
  </>
)

export type ClosedReason = 'closed' | 'planned'

export const SurveyClosedPage = ({ t, survey, reason, centre }: Props & { reason: ClosedReason; centre: string }) => (
  <>
    <PageHead
      title={t(`survey.${reason}`)}
      eyebrow={survey.title}
      lead={
        reason === 'closed' ? t('survey.closed_text') : t('survey.planned_text', { date: shortDay(t, survey.opens_at) })
      }
    />
    <ToCentre t={t} centre={centre} />
  </>
)

const ToCentre = ({ t, centre }: { t: PublicT; centre: string }) => (
  <p>
    <ButtonLink kind="secondary" href={`/${t.lang}/${centre}`}>
      {t('survey.to_centre')}
    </ButtonLink>
  </p>
)
