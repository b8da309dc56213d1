import type { ReleaseReport } from '../../src/lib/words.ts'
import { Card } from '../components/card.tsx'
import { Icon } from '../components/icon.tsx'
import type { StaffT } from '../messages/index.ts'
import type { PublishedTables } from './published.ts'

type Props = { t: StaffT; published: PublishedTables; report: ReleaseReport | null }

export const Certificate = ({ t, published, report }: Props) => {
  const hidden = published.cells.filter(({ count }) => count === undefined).length
  return (
    <Card title={t('sharing.certificate')}>
      <p>{t('sharing.certificate_text')}</p>
      <p>{hidden === 0 ? t('sharing.certificate_none') : t('sharing.certificate_hidden', { count: hidden })}</p>
      {report && (
        <p class="small muted">
          {t('sharing.attempts', { count: report.attempts })} {t('sharing.attempts_text')} {t('sharing.duration')}{' '}
          {t('sharing.seconds', { count: Math.max(1, Math.round(report.ms / 1000)) })}.
        </p>
      )}
      <p class="cluster no-print">
        <a class="with-icon" href={`/${t.lang}/data-protection-method`}>
          <Icon name="info" />
          {t('sharing.method')}
        </a>
        <a class="with-icon" href="/data-protection-method/check.mjs" download="check.mjs">
          <Icon name="download" />
          {t('sharing.certificate_checker')}
        </a>
      </p>
    </Card>
  )
}
