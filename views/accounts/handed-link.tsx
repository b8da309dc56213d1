import { shortDateTime } from '../../src/lib/format.ts'
import { ButtonLink, CopyButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = { t: StaffT; base: string; member: { id: string; name: string }; link: string; until: Date }

/** Shown once, where no mail goes out: the administrator hands the link over. */
export const HandedLinkPage = ({ t, base, member, link, until }: Props) => (
  <>
    <PageHead
      title={t('members.hand_over', { name: member.name })}
      back={{ href: base, label: t('settings.members') }}
    />
    <Flash tone="waiting" title={t('members.shown_once')}>
      {t('members.shown_once_text')}
    </Flash>
    <Card title={t('members.link')}>
      <p>
        <code>{link}</code>
      </p>
      <p class="muted">{t('members.link_until', { until: shortDateTime(t, until) })}</p>
      <CopyButton t={t} text={link} />
    </Card>
    <ButtonLink kind="secondary" href={`${base}/${member.id}`}>
      {t('members.handed')}
    </ButtonLink>
  </>
)
