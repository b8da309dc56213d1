import { ButtonLink } from '../components/button.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Tabs } from '../components/tabs.tsx'
import type { StaffT } from '../messages/index.ts'

const pages = ['account', 'sessions', 'password'] as const

type Props = { t: StaffT; member: { name: string; email: string }; current: (typeof pages)[number] }

/** Everything of one's own under one head. */
export const AccountHead = ({ t, member, current }: Props) => (
  <>
    <PageHead
      title={t('own.title')}
      lead={`${member.name}, ${member.email}`}
      actions={
        <ButtonLink kind="secondary" href="/app">
          {t('own.back')}
        </ButtonLink>
      }
    />
    <Tabs
      label={t('own.title')}
      tabs={pages.map((page) => ({
        href: page === 'account' ? '/account' : `/account/${page}`,
        label: t(`own.tab.${page}`),
        current: page === current,
      }))}
    />
  </>
)
