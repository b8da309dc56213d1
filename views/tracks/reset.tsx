import { languageName } from '../../src/lib/format.ts'
import type { Track } from '../../src/lib/words.ts'
import type { StageFacts } from '../../src/tracks/forms.ts'
import type { StageRecord } from '../../src/tracks/queries/settings.ts'
import type { Change } from '../../src/tracks/shipped.ts'
import { ButtonLink, ButtonRow, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Flash } from '../components/flash.tsx'
import { PageHead } from '../components/page-head.tsx'
import { languages, type StaffT } from '../messages/index.ts'
import { nameOf } from './stages.tsx'

type Props = { t: StaffT; slug: string; track: Track; edition: string; changes: readonly Change[]; isStale: boolean }

/** What going back to the shipped model would change, line by line, before it does. */
export const ResetPage = ({ t, slug, track, edition, changes, isStale }: Props) => {
  const path = `/app/${slug}/settings/pipelines`
  const isAsShipped = changes.every(({ kind }) => kind === 'stays')
  return (
    <>
      <PageHead
        title={t('tracks.reset_title', { track: t(`pipelines.title.${track}`) })}
        lead={t('tracks.reset_lead')}
        back={{ href: path, label: t('settings.pipelines') }}
      />
      {isStale && (
        <Flash tone="bad" title={t('pipelines.conflict_title')}>
          {t('tracks.stale')}
        </Flash>
      )}
      {isAsShipped && <EmptyState title={t('tracks.as_shipped')} icon="check" />}
      {changes.length > 0 && (
        <Card>
          <ul>
            {changes
              .flatMap((change) => linesOf(t, change))
              .map((line) => (
                <li>{line}</li>
              ))}
          </ul>
        </Card>
      )}
      <ButtonRow>
        {!isAsShipped && (
          <PostButton action={`${path}/reset`} fields={{ track, edition }} kind="danger">
            {t('tracks.reset')}
          </PostButton>
        )}
        <ButtonLink kind="quiet" href={path}>
          {t('common.cancel')}
        </ButtonLink>
      </ButtonRow>
    </>
  )
}

const linesOf = (t: StaffT, change: Change): string[] => {
  const name = nameOf(t, change.stage)
  if (change.kind !== 'changed') return [t(`tracks.reset.${change.kind}`, { name })]
  return change.fields.map((field) =>
    t('tracks.reset.changed', {
      name,
      field: fieldName(t, field),
      from: saidOf(t, factsIn(change.stage), field),
      to: saidOf(t, change.to, field),
    }),
  )
}

const factsIn = ({ names, category, needs, strict, clock_days }: StageRecord): StageFacts => ({
  name_cs: names.cs,
  name_en: names.en,
  name_de: names.de,
  name_uk: names.uk,
  category,
  needs,
  strict,
  clock_days,
})

const fieldName = (t: StaffT, field: string): string => {
  const lang = languages.find((each) => field === `name_${each}`)
  if (lang) return t('tracks.name_in', { language: languageName(t, lang) })
  if (field === 'category') return t('tracks.category')
  if (field === 'strict') return t('tracks.strict')
  return t(field === 'needs' ? 'tracks.needs_legend' : 'tracks.clock_days')
}

const saidOf = (t: StaffT, facts: StageFacts, field: string): string => {
  const lang = languages.find((each) => field === `name_${each}`)
  if (lang) return facts[`name_${lang}`] || '–'
  if (field === 'category') return t(`category.${facts.category}`)
  if (field === 'needs') return facts.needs.map((need) => t(`need.${need}`)).join(', ') || '–'
  if (field === 'strict') return t(facts.strict ? 'tracks.ticked' : 'tracks.not_ticked')
  return facts.clock_days === null ? '–' : String(facts.clock_days)
}
