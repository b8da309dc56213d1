import { shortDay } from '../../src/lib/format.ts'
import type { Role } from '../../src/lib/words.ts'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { SettingsTabs } from '../components/settings-tabs.tsx'
import { type Column, Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { MemberState } from './member-state.tsx'

export type ShownMember = {
  id: string
  name: string
  email: string
  role: Role
  disabled_at: Date | null
  accepted_at: Date | null
  signed_in_at: Date | null
}

type Props = {
  t: StaffT
  slug: string
  members: readonly ShownMember[]
  isFirst: boolean
  next: string | undefined
  done?: string | undefined
}

export const TeamPage = ({ t, slug, members, isFirst, next, done }: Props) => {
  const base = `/app/${slug}/settings/members`
  const invite = (
    <ButtonLink href={`${base}/new`} icon="plus">
      {t('members.invite')}
    </ButtonLink>
  )
  return (
    <>
      <PageHead title={t('settings.members')} lead={t('members.lead')} actions={invite} />
      <SettingsTabs t={t} slug={slug} current="members" />
      {done === 'invited' && <Flash tone="good">{t('members.done_invited')}</Flash>}
      <Table
        caption={t('settings.members')}
        captionHidden
        rows={members}
        columns={columns(t, base)}
        empty={
          <EmptyState title={t('members.empty')} icon="people" action={invite}>
            {t('members.empty_text')}
          </EmptyState>
        }
      />
      <Pager t={t} {...(isFirst ? {} : { firstHref: base })} {...(next ? { nextHref: `${base}?after=${next}` } : {})} />
    </>
  )
}

/** Where it does not fit in a line it breaks before the sign, not in the middle of a word. */
const Address = ({ email }: { email: string }) => {
  const [name, ...host] = email.split('@')
  return (
    <>
      {name}
      <wbr />@{host.join('@')}
    </>
  )
}

const columns = (t: StaffT, base: string): Column<ShownMember>[] => [
  {
    key: 'name',
    label: t('own.name'),
    header: true,
    cell: ({ id, name }) => <a href={`${base}/${id}`}>{name}</a>,
  },
  { key: 'email', label: t('sign_in.email'), cell: ({ email }) => <Address email={email} /> },
  { key: 'role', label: t('members.role'), cell: ({ role }) => t(`role.${role}`) },
  { key: 'state', label: t('members.state'), cell: (member) => <MemberState t={t} member={member} /> },
  {
    key: 'signed_in',
    label: t('members.signed_in'),
    cell: ({ signed_in_at }) => (signed_in_at ? shortDay(t, signed_in_at) : '–'),
  },
]
