import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type MenuProps = {
  label: string
  /** Only the icon is drawn; the label is heard. */
  labelHidden?: boolean
  icon?: IconName
  align?: 'start' | 'end'
  children: Child
}

/** Opens without script; app.ts closes it on Escape and on a click elsewhere. */
export const Menu = ({ label, labelHidden, icon, align = 'start', children }: MenuProps) => (
  <details class="menu" data-menu>
    <summary class="button button-quiet button-small" aria-label={labelHidden ? label : undefined}>
      {icon && <Icon name={icon} />}
      {!labelHidden && <span>{label}</span>}
      <Icon name="chevron-down" class="menu-arrow" />
    </summary>
    <div class={`menu-panel menu-${align}`}>{children}</div>
  </details>
)
