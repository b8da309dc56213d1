import { PostButton } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import type { StaffT } from '../messages/index.ts'

type TickProps = { t: StaffT; action: string; title: string; fields: Record<string, string | number> }

/** A round box to be ticked with a thumb; what it ticks off is heard. */
export const Tick = ({ t, action, title, fields }: TickProps) => (
  <form class="tick" method="post" action={action}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={String(value)} />
    ))}
    <button class="tick-button" type="submit" aria-label={t('tasks.done_named', { title })} title={t('tasks.done')}>
      <Icon name="check" />
    </button>
  </form>
)

/** The way back from a tick. */
export const UndoTick = ({ t, base, task, from }: { t: StaffT; base: string; task: string; from: string }) => (
  <PostButton action={`${base}/tasks/${task}/reopen`} fields={{ from }} kind="secondary" size="small">
    {t('common.undo')}
  </PostButton>
)
