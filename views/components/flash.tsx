import type { Child } from 'hono/jsx'
import { type Tone, toneIcons } from './badge.tsx'
import { Icon } from './icon.tsx'

export type FlashProps = { tone?: Tone; title?: string; children?: Child; action?: Child; id?: string }

/** What just happened, or what to know first. `action` is the way back, e.g. a PostButton that undoes. */
export const Flash = ({ tone = 'info', title, children, action, id }: FlashProps) => (
  <div class={`flash tone-${tone}`} id={id} role={tone === 'bad' ? 'alert' : 'status'}>
    <Icon name={toneIcons[tone]} />
    <div class="flash-text">
      {title && <strong>{title}</strong>}
      {children && <div>{children}</div>}
    </div>
    {action && <div class="flash-action">{action}</div>}
  </div>
)
