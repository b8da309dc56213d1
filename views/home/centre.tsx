import type { EventRecord } from '../../src/events/queries/events.ts'
import type { Track } from '../../src/lib/words.ts'
import { ButtonLink } from '../components/button.tsx'
import { PageHead } from '../components/page-head.tsx'
import { EventRows } from '../events/public-list.tsx'
import { type CentreFacts, Ways } from '../layouts/centre-contact.tsx'
import type { PublicT } from '../messages/index.ts'
import { SurveyTeasers } from '../surveys/teaser.tsx'

type Props = {
  t: PublicT
  centre: CentreFacts & { region: string; tracks: readonly Track[]; takes_enquiries: boolean }
  events: EventRecord[]
  surveys: { slug: string; title: string; intro: string }[]
  /** published of surveys, for everybody */
  hasData: boolean
}

/** The centre's own page: what is coming up, what we ask, and how to stay in touch. */
export const CentrePage = ({ t, centre, events, surveys, hasData }: Props) => (
  <>
    <PageHead title={centre.name} eyebrow={centre.region} lead={t(`centre.lead.${centre.tracks[0] ?? 'return'}`)} />
    <section class="stack">
      <h2>{t('event.upcoming')}</h2>
      <EventRows t={t} centre={centre} events={events} />
    </section>
    <SurveyTeasers t={t} centre={centre} surveys={surveys} />
    {hasData && (
      <section class="stack">
        <h2>{t('data.title')}</h2>
        <p>
          {t('data.lead')} <a href={`/${t.lang}/${centre.slug}/data`}>{t('data.open')}</a>
        </p>
      </section>
    )}
    <section class="stack">
      <h2>{t('centre.newsletter')}</h2>
      <p>{t('centre.newsletter_text')}</p>
    </section>
    <section class="stack">
      <h2>{t('centre.contact')}</h2>
      <p>{t(`centre.contact_text.${centre.tracks[0] ?? 'return'}`)}</p>
      {centre.takes_enquiries && (
        <p>
          <ButtonLink href={`/${t.lang}/${centre.slug}/enquiry`} icon="mail">
            {t('enquiry.open')}
          </ButtonLink>
        </p>
      )}
      <Ways centre={centre} />
    </section>
  </>
)
