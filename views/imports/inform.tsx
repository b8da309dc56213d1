import { fullName } from '../../src/lib/names.ts'
import { PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'

type Row = { id: string; given_name: string; family_name: string; email: string }
type Props = {
  t: StaffT
  base: string
  list: { id: string; name: string }
  rows: Row[]
  next: string | undefined
  count: number
}

export const InformPage = ({ t, base, list, rows, next, count }: Props) => {
  const path = `${base}/imports/${list.id}`
  return (
    <>
      <PageHead title={t('imports.inform')} back={{ href: path, label: list.name }} lead={t('imports.inform_duty')} />
      <Card title={t('imports.inform_count', { count })}>
        <Table
          caption={t('imports.inform')}
          captionHidden
          rows={rows}
          columns={[
            {
              key: 'name',
              label: t('imports.person'),
              header: true,
              cell: (row) => <a href={`${base}/contacts/${row.id}`}>{fullName(row)}</a>,
            },
            { key: 'email', label: t('contacts.email'), cell: ({ email }) => email },
          ]}
          empty={<p>{t('imports.inform_none')}</p>}
        />
        <Pager t={t} {...(next ? { nextHref: `${path}/inform?after=${next}` } : {})} />
        {count > 0 && (
          <PostButton action={`${path}/inform`} confirm={t('imports.inform_confirm')} deed>
            {t('imports.inform_done')}
          </PostButton>
        )}
      </Card>
    </>
  )
}
