import type { Child } from 'hono/jsx'
import { longDateTime, shortDateTime } from '../../src/lib/format.ts'
import type { MailLine } from '../../src/mail/queries/mails.ts'
import { Table } from '../components/table.tsx'
import { When } from '../components/timeline.tsx'
import type { StaffT } from '../messages/index.ts'
import { MailStateBadge } from './state.tsx'

type Props = { t: StaffT; slug: string; rows: readonly MailLine[]; caption: string; empty?: Child }

export const MailTable = ({ t, slug, rows, caption, empty }: Props) => (
  <Table
    caption={caption}
    captionHidden
    rows={rows}
    empty={empty}
    columns={[
      {
        key: 'subject',
        label: t('mail.subject'),
        header: true,
        cell: (mail) => <a href={`/app/${slug}/mail/${mail.id}`}>{mail.subject}</a>,
      },
      { key: 'recipient', label: t('mail.recipient'), cell: (mail) => <span class="address">{mail.to_address}</span> },
      { key: 'kind', label: t('mail.kind'), cell: (mail) => t(`mail.kind.${mail.kind}`) },
      { key: 'state', label: t('mail.state'), cell: (mail) => <MailStateBadge t={t} state={mail.state} /> },
      { key: 'created', label: t('mail.created'), cell: (mail) => <Moment t={t} moment={mail.created_at} /> },
    ]}
  />
)

export const Moment = ({ t, moment }: { t: StaffT; moment: Date }) => (
  <When iso={moment.toISOString()} text={shortDateTime(t, moment)} exact={longDateTime(t, moment)} />
)
