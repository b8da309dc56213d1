import { EmptyState } from '../components/empty-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Pager } from '../components/pager.tsx'
import { Table } from '../components/table.tsx'
import type { StaffT } from '../messages/index.ts'
import { Moment, titleOf } from './release.tsx'
import type { Release } from './release-props.ts'

export type Download = {
  id: string
  path: string
  audience: 'centre' | 'public'
  centre_name: string | null
  member_name?: string | null
  at: Date
}
type Props = {
  t: StaffT
  path: string
  release: Pick<Release, 'title' | 'snapshot'>
  downloads: readonly Download[]
  next: string | undefined
  isFirst: boolean
}

export const DownloadsPage = ({ t, path, release, downloads, next, isFirst }: Props) => (
  <>
    <PageHead
      title={t('sharing.downloads_of', { release: titleOf(t, release) })}
      back={{ href: path, label: titleOf(t, release) }}
      lead={t('sharing.downloads_lead')}
    />
    <Table
      caption={t('sharing.downloads')}
      captionHidden
      rows={downloads}
      empty={<EmptyState title={t('sharing.downloads_none')} icon="download" />}
      columns={[
        { key: 'at', label: t('sharing.download_when'), header: true, cell: ({ at }) => <Moment t={t} moment={at} /> },
        { key: 'who', label: t('sharing.download_who'), cell: (download) => whoOf(t, download) },
        { key: 'what', label: t('sharing.download_what'), cell: ({ path: file }) => <code>{file}</code> },
      ]}
    />
    <Pager
      t={t}
      {...(isFirst ? {} : { firstHref: `${path}/downloads` })}
      {...(next ? { nextHref: `${path}/downloads?after=${encodeURIComponent(next)}` } : {})}
    />
  </>
)

const whoOf = (t: StaffT, { audience, centre_name, member_name }: Download): string =>
  audience === 'public' ? t('sharing.download_public') : [centre_name, member_name].filter(Boolean).join(' · ')
