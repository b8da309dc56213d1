import type { Picked } from '../../../src/sharing/reading/picking.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { SelectField } from '../../components/field.tsx'
import { Flash } from '../../components/flash.tsx'
import type { StaffT } from '../../messages/index.ts'
import { TopicField } from './topic-field.tsx'
import { listed, topicSaid, worded } from './words.ts'

type Props = { t: StaffT; network: string; picked: Picked; most: number }

/** The address of a page about the same choice. */
export const addressOf = (path: string, { releases, topic, frame }: Picked): string => {
  const query = new URLSearchParams(releases.map(({ id }) => ['r', id]))
  if (topic) query.set('item', topic.id)
  if (frame) query.set('frame', frame)
  return `${path}?${query}`
}

/** What to know before the numbers: what was left out, and what to be careful about. */
export const Notices = ({ t, picked, most }: Omit<Props, 'network'>) => (
  <>
    {picked.isCut && <Flash tone="waiting">{t('reading.too_many', { most })}</Flash>}
    {picked.frameGone && (
      <Flash tone="waiting">{t(picked.frameGone === 'merged' ? 'reading.frame_merged' : 'reading.frame_gone')}</Flash>
    )}
    {caveatsOf(t, picked).map((caveat) => (
      <>
        <Flash tone="waiting">{caveat}</Flash>
        <p class="print-only">{caveat}</p>
      </>
    ))}
  </>
)

const caveatsOf = (t: StaffT, { releases, wordings }: Picked): string[] => {
  const surveys = [...new Set(releases.map(({ manifest }) => manifest.survey))]
  const asked = wordings.map((labels) => `„${worded(t, labels, '?')}“`)
  return [
    ...(surveys.length > 1 ? [t('reading.other_survey', { surveys: surveys.join(', ') })] : []),
    ...(asked.length > 0 ? [t('reading.other_wording', { wordings: listed(t, asked) })] : []),
  ]
}

/** Why there is nothing to show; nothing itself when there is. */
export const Obstacle = ({ t, network, picked, least }: Omit<Props, 'most'> & { least: number }) => {
  const back = (
    <ButtonLink kind="secondary" href={network}>
      {t('reading.back_to_list')}
    </ButtonLink>
  )
  if (picked.releases.length < least)
    return (
      <EmptyState title={t('reading.choose_two')} icon="chart" action={back}>
        {t('reading.choose_two_text')}
      </EmptyState>
    )
  if (picked.repeated)
    return (
      <Flash tone="bad" action={back}>
        {t('reading.repeated', { region: picked.repeated.region })}
      </Flash>
    )
  return picked.topic ? null : (
    <EmptyState title={t('reading.nothing_common')} icon="search" action={back}>
      {t('reading.nothing_common_text')}
    </EmptyState>
  )
}

/** What the numbers below are about: paper has no choices to read it from. */
export const LookedAt = ({ t, picked: { topic, topics, frame, frames } }: { t: StaffT; picked: Picked }) => {
  const by = frames.find(({ id }) => id === frame)
  return topic ? (
    <h2>
      {t('reading.looked_at', {
        topic: topicSaid(t, topic, topics),
        frame: by ? worded(t, by.labels, by.id) : t('reading.everybody'),
      })}
    </h2>
  ) : null
}

/** Which question, and by what; the releases stay as they were picked. */
export const Choosing = ({ t, action, picked }: { t: StaffT; action: string; picked: Picked }) => (
  <search>
    <form class="filters" method="get" action={action}>
      {picked.releases.map(({ id }) => (
        <input type="hidden" name="r" value={id} />
      ))}
      <TopicField t={t} topics={picked.topics} value={picked.topic?.id} />
      <SelectField
        t={t}
        name="frame"
        label={t('reading.frame')}
        value={picked.frame}
        empty={t('reading.everybody')}
        options={picked.frames.map(({ id, labels }) => ({ value: id, label: worded(t, labels, id) }))}
      />
      <div class="filters-actions">
        <Button kind="secondary">{t('reading.show')}</Button>
      </div>
    </form>
  </search>
)
