import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type EmptyStateProps = { title: string; icon?: IconName; level?: 2 | 3; children?: Child; action?: Child }

/** Says what would be here, why it is not, and what to do next. */
export const EmptyState = ({ title, icon = 'path', level = 2, children, action }: EmptyStateProps) => {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div class="empty-state">
      <span class="empty-state-sign">
        <Icon name={icon} />
      </span>
      <Heading>{title}</Heading>
      {children && <p>{children}</p>}
      {action && <div class="button-row">{action}</div>}
    </div>
  )
}
