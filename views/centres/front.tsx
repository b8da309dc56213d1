import { EmptyState } from '../components/empty-state.tsx'
import { LinkRow } from '../components/link-row.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { PublicT } from '../messages/index.ts'

type Props = { t: PublicT; centres: { slug: string; name: string; region: string }[] }

export const FrontPage = ({ t, centres }: Props) => (
  <>
    <PageHead title={t('front.title')} lead={t('front.lead')} />
    {centres.length === 0 ? (
      <EmptyState title={t('front.none')} icon="pin">
        {t('front.none_text')}
      </EmptyState>
    ) : (
      <>
        <h2>{t('front.centres')}</h2>
        <div class="link-list">
          {centres.map(({ slug, name, region }) => (
            <LinkRow href={`/${t.lang}/${slug}`} title={name} level={3}>
              <p class="muted">{region}</p>
            </LinkRow>
          ))}
        </div>
      </>
    )}
    <p>
      <a href="/sign-in">{t('front.sign_in')}</a>
    </p>
  </>
)
