import type { Checked } from '../../../src/sharing/checker/check.mjs'
import type { Reason } from '../../../src/sharing/reading/reasons.ts'
import { Flash } from '../../components/flash.tsx'
import type { StaffT } from '../../messages/index.ts'

/** What was found out about a package: in plain words, and as the program said it, for whoever will ask. */
export type Judged =
  | { good: true; checked: Pick<Checked, 'hidden' | 'worlds' | 'tables'> }
  | { good: false; reason: Reason | 'unknown_key' | 'in_network' | 'no_file'; line?: string; key?: string }

export const VerdictFlash = ({ t, judged, title }: { t: StaffT; judged: Judged; title?: string }) =>
  judged.good ? (
    <Flash tone="good" title={t('reading.verified')}>
      {t('reading.verified_text', judged.checked)}
    </Flash>
  ) : (
    <Flash tone="bad" title={title ?? t('reading.check_failed')}>
      <p>{t(`reading.reason.${judged.reason}`, { key: judged.key })}</p>
      {judged.line && (
        <p class="small">
          {t('reading.refused_line')} <code lang="en">{judged.line}</code>
        </p>
      )}
    </Flash>
  )
