import type { ReleaseStep } from '../../src/lib/words.ts'
import { ButtonLink } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import type { StaffT } from '../messages/index.ts'

type Props = { t: StaffT; path: string; progress: number; step: ReleaseStep }

/** Asks for itself every two seconds; the answer to the last asking reloads the page. */
export const Preparation = ({ t, path, progress, step }: Props) => {
  return (
    <Card
      id="preparation"
      title={t('sharing.state.preparing')}
      attrs={{ 'hx-get': path, 'hx-trigger': 'every 2s', 'hx-target': '#preparation', 'hx-swap': 'outerHTML' }}
    >
      <ProgressBar t={t} progress={progress} step={step} />
      <p class="small muted">{t('sharing.progress_text')}</p>
      <p>
        <ButtonLink kind="secondary" size="small" href={path}>
          {t('sharing.refresh')}
        </ButtonLink>
      </p>
    </Card>
  )
}

export const ProgressBar = ({ t, progress, step }: Omit<Props, 'path'>) => {
  const percent = new Intl.NumberFormat(t.lang, { style: 'percent' }).format(progress / 100)
  return (
    <div class="stack-small">
      <progress class="progress" max={100} value={progress} aria-label={t('sharing.progress', { percent })}>
        {percent}
      </progress>
      <p class="small">
        {t('sharing.progress', { percent })} · {t(`sharing.step.${step}`)}
      </p>
    </div>
  )
}

/** Without a script the page asks again by itself. */
export const AskAgain = () => (
  <noscript>
    <meta http-equiv="refresh" content="5" />
  </noscript>
)
