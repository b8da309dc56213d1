import type { Listed } from '../../../src/sharing/reading/catalogue.ts'
import type { Readable } from '../../../src/sharing/reading/readable.ts'
import type { Topic } from '../../../src/sharing/reading/topics.ts'
import type { Item } from '../../../src/sharing/release/format.ts'
import { Button, ButtonLink, PostButton } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { DefinitionList } from '../../components/definition-list.tsx'
import { Flash } from '../../components/flash.tsx'
import { PageHead } from '../../components/page-head.tsx'
import type { StaffT } from '../../messages/index.ts'
import { PublishedQuestion } from '../published-question.tsx'
import { OriginBadge, untilSaid } from './catalogue.tsx'
import { TopicField } from './topic-field.tsx'
import { type Judged, VerdictFlash } from './verdict.tsx'
import { weekSaid } from './words.ts'

export type ReleaseReadingProps = {
  t: StaffT
  base: string
  listed: Listed
  release: Readable
  manifestHash: string
  topics: Topic[]
  item: Item
  mayTake: boolean
  judged?: Judged | undefined
  done?: string | undefined
}

export const ReleaseReadingPage = (props: ReleaseReadingProps) => {
  const { t, base, listed, release, topics, item, judged, done } = props
  const network = `${base}/sharing/network`
  const path = `${network}/${release.id}`
  return (
    <>
      <PageHead
        title={listed.survey}
        eyebrow={release.region}
        back={{ href: network, label: t('reading.title') }}
        actions={<Actions {...props} path={path} />}
      />
      {judged && <VerdictFlash t={t} judged={judged} />}
      {(done === 'imported' || done === 'known') && <Flash tone="good">{t(`reading.done.${done}`)}</Flash>}
      <Facts {...props} />
      <form class="filters" method="get" action={path}>
        <TopicField t={t} topics={topics.filter(({ items }) => items.length === 1)} value={item.id} />
        <div class="filters-actions">
          <Button kind="secondary">{t('reading.show')}</Button>
        </div>
      </form>
      <PublishedQuestion t={t} published={release} item={item} />
    </>
  )
}

const Actions = ({ t, release, listed, mayTake, path, base }: ReleaseReadingProps & { path: string }) => (
  <>
    <ButtonLink kind="secondary" icon="download" href={`${path}/cells.csv`}>
      {t('reading.csv')}
    </ButtonLink>
    {mayTake && listed.origin !== 'own' && (
      <PostButton kind="secondary" icon="check" action={`${path}/check`}>
        {t('reading.check')}
      </PostButton>
    )}
    {listed.origin !== 'own' && (
      <ButtonLink kind="secondary" icon="download" href={`${path}/package.zip`}>
        {t('reading.download')}
      </ButtonLink>
    )}
    {mayTake && listed.origin === 'imported' && (
      <PostButton
        kind="quiet"
        icon="trash"
        action={`${base}/sharing/network/imports/delete`}
        fields={{ id: release.id }}
        confirm={t('reading.delete_confirm')}
      >
        {t('reading.delete')}
      </PostButton>
    )}
  </>
)

const Facts = ({ t, listed, release, manifestHash }: ReleaseReadingProps) => (
  <Card title={t('reading.facts')}>
    <DefinitionList
      items={[
        { term: t('reading.proof'), value: <OriginBadge t={t} origin={listed.origin} /> },
        { term: t('reading.survey'), value: t('reading.wave', listed) },
        { term: t('reading.week'), value: weekSaid(t, release.manifest.week) },
        ...(listed.origin === 'offered'
          ? [
              { term: t('reading.purpose'), value: listed.purpose },
              { term: t('reading.until'), value: untilSaid(t, listed.until) },
            ]
          : []),
        { term: t('reading.key'), value: <span class="fingerprint">{release.manifest.key_id}</span> },
        { term: t('reading.hash'), value: <span class="fingerprint">{manifestHash}</span> },
      ]}
    />
    {listed.origin === 'offered' && <p class="small muted">{t('reading.download_note')}</p>}
  </Card>
)
