import type { Role } from '../../src/lib/words.ts'
import { Badge } from '../components/badge.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { LinkRow } from '../components/link-row.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = { t: StaffT; memberships: { slug: string; name: string; role: Role }[] }

export const ChooseCentrePage = ({ t, memberships }: Props) => (
  <>
    <PageHead title={t('choose.title')} />
    {memberships.length === 0 && (
      <EmptyState title={t('choose.none')} icon="home">
        {t('choose.none_text')}
      </EmptyState>
    )}
    <div class="link-list">
      {memberships.map(({ slug, name, role }) => (
        <LinkRow href={`/app/${slug}`} title={name} after={<Badge>{t(`role.${role}`)}</Badge>} />
      ))}
    </div>
  </>
)
