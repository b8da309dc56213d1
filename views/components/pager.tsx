import type { Child } from 'hono/jsx'
import type { PublicT } from '../messages/index.ts'
import { Icon } from './icon.tsx'

export type PagerProps = {
  t: PublicT
  /** Given when this is not the first page. */
  firstHref?: string
  nextHref?: string
  /** How many there are, as words: counts above the cap say "1 000+". */
  summary?: Child
  label?: string
}

export const Pager = ({ t, firstHref, nextHref, summary, label }: PagerProps) => {
  if (!firstHref && !nextHref && !summary) return null
  return (
    <nav class="pager" aria-label={label ?? t('common.pages')}>
      <span class="pager-summary">{summary}</span>
      {firstHref && (
        <a class="button button-quiet button-small" href={firstHref}>
          <Icon name="arrow-left" />
          <span>{t('common.first_page')}</span>
        </a>
      )}
      {nextHref && (
        <a class="button button-secondary button-small" href={nextHref} rel="next">
          <span>{t('common.next_page')}</span>
          <Icon name="arrow-right" />
        </a>
      )}
    </nav>
  )
}
