import { wholeNumber } from '../../src/lib/format.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { DefinitionList } from '../components/definition-list.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { PublicT } from '../messages/index.ts'
import { Questions } from './preview.tsx'
import { type PublicRelease, titleIn } from './public-list.tsx'
import { countTables, type PublishedTables, totalOf } from './published.ts'
import { weekOf } from './week.ts'

export type PublicReleaseProps = {
  t: PublicT
  centre: { slug: string; name: string }
  release: PublicRelease & { manifest_hash: string | null; key_id: string | null }
  published: PublishedTables
  item?: string | undefined
  /** without the host, and with it as others cite it */
  address: string
  url: string
}

export const PublicReleasePage = (props: PublicReleaseProps) => {
  const { t, centre, release, published, item, address } = props
  return (
    <>
      <PageHead
        title={titleIn(t, release)}
        eyebrow={centre.name}
        back={{ href: `/${t.lang}/${centre.slug}/data`, label: t('data.title') }}
        lead={`${t('data.release', { wave: release.wave, snapshot: release.snapshot })} · ${t('data.answers', { count: totalOf(published) })}`}
      />
      <p class="prose muted">{t('data.self_selected')}</p>
      <Questions t={t} published={published} item={item} address={`${address}#field-item`} level={2} />
      <div class="grid">
        <About {...props} />
        <Downloads t={t} address={address} />
        <Verify {...props} />
        <Card title={t('data.cite')}>
          <p>{citationOf(props)}</p>
        </Card>
      </div>
    </>
  )
}

const About = ({ t, centre, release, published }: PublicReleaseProps) => (
  <Card title={t('data.facts')} id="terms">
    <DefinitionList
      items={[
        { term: t('data.publisher'), value: centre.name },
        { term: t('data.week'), value: weekOf(t, release.week) },
        { term: t('data.people'), value: wholeNumber(t, totalOf(published)) },
        { term: t('data.tables'), value: wholeNumber(t, countTables(published)) },
        { term: t('data.purpose'), value: release.agreement },
      ]}
    />
  </Card>
)

const files = {
  cells: 'files/cells.csv',
  margins: 'files/margins.csv',
  codes: 'files/codes.json',
  manifest: 'files/manifest.json',
  signature: 'files/manifest.sig',
  metadata: 'metadata.jsonld',
} as const

const Downloads = ({ t, address }: { t: PublicT; address: string }) => (
  <Card title={t('data.downloads')} id="downloads">
    <p>
      <ButtonLink icon="download" href={`${address}/package.zip`}>
        {t('data.package')}
      </ButtonLink>
    </p>
    <ul class="file-list">
      {(Object.keys(files) as (keyof typeof files)[]).map((file) => (
        <li>
          <a href={`${address}/${files[file]}`} download>
            {t(`data.file.${file}`)}
          </a>
        </li>
      ))}
    </ul>
    <p class="small muted">{t('data.downloads_text')}</p>
  </Card>
)

const Verify = ({ t, release, address }: PublicReleaseProps) => (
  <Card title={t('data.verify')}>
    <p>{t('data.verify_text')}</p>
    <ul class="file-list">
      <li>
        <a href={`${address}/key.pem`} download>
          {t('data.key_download')}
        </a>
      </li>
      <li>
        <a href="/data-protection-method/check.mjs" download="check.mjs">
          {t('method.check_download')}
        </a>
      </li>
      <li>
        <a href={`/${t.lang}/data-protection-method`}>{t('data.how')}</a>
      </li>
    </ul>
    <DefinitionList
      items={[
        { term: t('data.key'), value: <code class="hash">{release.key_id}</code> },
        { term: t('data.manifest_hash'), value: <code class="hash">{release.manifest_hash}</code> },
      ]}
    />
  </Card>
)

const citationOf = ({ t, centre, release, url }: PublicReleaseProps) =>
  t('data.citation', {
    centre: centre.name,
    survey: titleIn(t, release),
    wave: release.wave,
    snapshot: release.snapshot,
    week: weekOf(t, release.week),
    address: url,
  })
