import type { Child } from 'hono/jsx'
import type { PublicT } from '../messages/index.ts'
import { Button } from './button.tsx'
import type { Attributes } from './htmx.ts'

export type FiltersProps = {
  t: PublicT
  /** What is filtered, for those who hear it. */
  label: string
  action: string
  /** Given when a filter is on. */
  clearHref?: string
  attrs?: Attributes
  children: Child
}

/** A GET form of fields in a row; its state is the page's address. */
export const Filters = ({ t, label, action, clearHref, attrs, children }: FiltersProps) => (
  <search aria-label={label}>
    <form class="filters" method="get" action={action} {...attrs}>
      {children}
      <div class="filters-actions">
        <Button kind="secondary">{t('common.filter')}</Button>
        {clearHref && <a href={clearHref}>{t('common.clear_filters')}</a>}
      </div>
    </form>
  </search>
)
