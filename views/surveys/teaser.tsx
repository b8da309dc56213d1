import { LinkRow } from '../components/link-row.tsx'
import type { PublicT } from '../messages/index.ts'

type Teased = { slug: string; title: string; intro: string }

/** Surveys that take answers now, for the centre's own page; nothing when there is none. */
export const SurveyTeasers = ({ t, centre, surveys }: { t: PublicT; centre: { slug: string }; surveys: Teased[] }) =>
  surveys.length === 0 ? null : (
    <section class="stack">
      <h2>{t('survey.teaser_title')}</h2>
      <div class="link-list">
        {surveys.map(({ slug, title, intro }) => (
          <LinkRow href={`/${t.lang}/${centre.slug}/surveys/${slug}`} title={title} level={3}>
            <p>{intro}</p>
          </LinkRow>
        ))}
      </div>
    </section>
  )
