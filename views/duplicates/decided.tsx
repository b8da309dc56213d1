import { ButtonLink } from '../components/button.tsx'
import { Flash } from '../components/flash.tsx'
import type { StaffT } from '../messages/index.ts'

type DecidedProps = { t: StaffT; base: string; done: 'merged' | 'dismissed' | undefined; mergeId: string | undefined }

/** What was decided about the last two, and the way back from a merge. */
export const Decided = ({ t, base, done, mergeId }: DecidedProps) => {
  if (!done) return null
  const takeBack = mergeId && (
    <ButtonLink kind="secondary" size="small" href={`${base}/duplicates/merges/${mergeId}`}>
      {t('duplicates.take_back')}
    </ButtonLink>
  )
  return (
    <Flash tone="good" {...(takeBack ? { action: takeBack } : {})}>
      {t(`duplicates.${done}`)}
    </Flash>
  )
}
