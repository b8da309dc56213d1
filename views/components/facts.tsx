import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type Fact = { icon: IconName; text: Child }

/** When, where, how much: one drawn sign and one line each. */
export const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <ul class="facts">
    {facts.map(({ icon, text }) => (
      <li>
        <Icon name={icon} />
        <div>{text}</div>
      </li>
    ))}
  </ul>
)
