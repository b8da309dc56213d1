import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'

export type PageHeadProps = {
  title: Child
  /** A small line above the title: where this page belongs. */
  eyebrow?: Child
  lead?: Child
  actions?: Child
  back?: { href: string; label: string }
}

/** The page's one h1; app.ts moves the focus to it after the main content was swapped. */
export const PageHead = ({ title, eyebrow, lead, actions, back }: PageHeadProps) => (
  <header class="page-head">
    {back && (
      <a class="back-link" href={back.href}>
        <Icon name="arrow-left" />
        {back.label}
      </a>
    )}
    <div class="page-head-row">
      <div class="page-head-text">
        {eyebrow && <p class="eyebrow">{eyebrow}</p>}
        <h1 tabindex={-1}>{title}</h1>
        {lead && <p class="lead">{lead}</p>}
      </div>
      {actions && <div class="button-row">{actions}</div>}
    </div>
  </header>
)
