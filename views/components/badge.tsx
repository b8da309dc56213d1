import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'neutral' | 'info' | 'good' | 'waiting' | 'bad'

/** A state: a word, a sign and a colour, never the colour alone. */
export const StateBadge = ({ tone, icon, children }: { tone: Tone; icon?: IconName; children: Child }) => (
  <span class={`badge tone-${tone}`}>
    <Icon name={icon ?? toneIcons[tone]} />
    {children}
  </span>
)

/** A plain label such as a tag or a number. */
export const Badge = ({ children }: { children: Child }) => <span class="badge">{children}</span>

export const toneIcons = {
  neutral: 'dot',
  info: 'info',
  good: 'check',
  waiting: 'clock',
  bad: 'alert',
} as const satisfies Record<Tone, IconName>
