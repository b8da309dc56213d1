import { shortDay } from '../../src/lib/format.ts'
import type { ReleaseStep } from '../../src/lib/words.ts'
import { ButtonLink, PostButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { PageHead } from '../components/page-head.tsx'
import type { StaffT } from '../messages/index.ts'
import { ProgressBar } from './progress.tsx'
import { audienceOf, type Offered, runs, SharingBadge, sharingState } from './state.tsx'
import { isTooEarly, isUnderWay, mayPrepare, type Preparable } from './wave.ts'

export type SharedWave = Preparable & {
  slug: string
  title: string
  wave: number
  opens_at: Date
  closes_at: Date
  release_id: string | null
  progress: number | null
  step: ReleaseStep | null
  offers: Offered[]
}

export type SharingPageProps = { t: StaffT; base: string; waves: SharedWave[]; now: Date; mayShare: boolean }

export const SharingPage = ({ t, base, waves, now, mayShare }: SharingPageProps) => (
  <>
    <PageHead
      title={t('sharing.title')}
      lead={t('sharing.lead')}
      actions={
        <>
          <ButtonLink kind="secondary" icon="globe" href={`${base}/network`}>
            {t('sharing.network')}
          </ButtonLink>
          <ButtonLink kind="quiet" icon="info" href={`/${t.lang}/data-protection-method`}>
            {t('sharing.method')}
          </ButtonLink>
        </>
      }
    />
    {waves.length === 0 && (
      <EmptyState title={t('sharing.empty')} icon="chart">
        {t('sharing.empty_text')}
      </EmptyState>
    )}
    {waves.map((wave) => (
      <WaveCard {...{ t, base, wave, now, mayShare }} />
    ))}
    {waves.length > 0 && !mayShare && <p class="muted">{t('sharing.reader')}</p>}
  </>
)

type WaveProps = Omit<SharingPageProps, 'waves'> & { wave: SharedWave }

const WaveCard = ({ t, base, wave, now, mayShare }: WaveProps) => {
  const state = sharingState(wave.status, wave.offers, now)
  const standing = wave.offers.filter((offer) => runs(offer, now))
  const id = `wave-${wave.slug}-${wave.wave}`
  const title = t('sharing.wave_of', { survey: wave.title, number: wave.wave })
  return (
    <Card
      id={id}
      title={title}
      actions={<SharingBadge t={t} state={state} />}
      attrs={
        isUnderWay(wave)
          ? {
              'hx-get': base,
              'hx-trigger': 'every 4s',
              'hx-select': `#${id}`,
              'hx-target': `#${id}`,
              'hx-swap': 'outerHTML',
            }
          : {}
      }
    >
      <p class="cluster muted">
        <span>{t('results.counted', { count: wave.counted })}</span>
        <span>{t('sharing.collected', { from: shortDay(t, wave.opens_at), to: shortDay(t, wave.closes_at) })}</span>
      </p>
      <p>
        {state === 'offered'
          ? t('sharing.offered_to', {
              who: list(
                t,
                standing.map((offer) => audienceOf(t, offer)),
              ),
            })
          : t(`sharing.next.${state}`)}
      </p>
      {isUnderWay(wave) && <ProgressBar t={t} progress={wave.progress ?? 0} step={wave.step ?? 'waiting'} />}
      {isTooEarly(wave) && <p class="small muted">{t('sharing.grows_at', { needed: wave.needed })}</p>}
      <div class="button-row">
        {wave.release_id && state !== 'rejected' && (
          <ButtonLink kind={mayShare && mayPrepare(wave) ? 'secondary' : 'primary'} href={`${base}/${wave.release_id}`}>
            {t('sharing.open_release')}
          </ButtonLink>
        )}
        {mayShare && mayPrepare(wave) && (
          <PostButton action={`${planOf(base, wave)}/prepare`}>
            {t(wave.status === 'approved' ? 'sharing.prepare_again' : 'sharing.prepare')}
            <span class="visually-hidden">: {title}</span>
          </PostButton>
        )}
        <ButtonLink kind="quiet" href={planOf(base, wave)}>
          {t('sharing.plan')}
          <span class="visually-hidden">: {title}</span>
        </ButtonLink>
      </div>
    </Card>
  )
}

const planOf = (base: string, { slug, wave }: SharedWave) => `${base}/plan/${slug}/${wave}`

const list = ({ lang }: StaffT, names: string[]) => new Intl.ListFormat(lang).format(names)
