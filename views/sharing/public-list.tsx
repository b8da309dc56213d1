import { EmptyState } from '../components/empty-state.tsx'
import { Icon } from '../components/icon.tsx'
import { LinkRow } from '../components/link-row.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { PublicT } from '../messages/index.ts'
import { weekOf } from './week.ts'

export type PublicRelease = {
  survey: string
  titles: Record<string, string> | null
  wave: number
  snapshot: number | null
  week: string | null
  agreement: string
}

export const titleIn = (t: PublicT, { titles, survey }: Pick<PublicRelease, 'titles' | 'survey'>): string =>
  titles?.[t.lang] ?? titles?.cs ?? survey

type Props = { t: PublicT; centre: { slug: string; name: string }; releases: readonly PublicRelease[] }

export const PublicDataPage = ({ t, centre, releases }: Props) => (
  <>
    <PageHead title={t('data.title')} eyebrow={centre.name} lead={t('data.lead')} />
    <p>
      <a class="with-icon" href={`/${t.lang}/data-protection-method`}>
        <Icon name="info" />
        {t('data.how')}
      </a>
    </p>
    {releases.length === 0 ? (
      <EmptyState title={t('data.empty')} icon="chart">
        {t('data.empty_text')}
      </EmptyState>
    ) : (
      <div class="link-list">
        {releases.map((release) => (
          <LinkRow
            href={`/${t.lang}/${centre.slug}/data/${release.survey}/${release.wave}/${release.snapshot}`}
            title={titleIn(t, release)}
          >
            <p class="muted">
              {t('data.release', { wave: release.wave, snapshot: release.snapshot })} · {weekOf(t, release.week)}
            </p>
            <p>{release.agreement}</p>
          </LinkRow>
        ))}
      </div>
    )}
  </>
)
