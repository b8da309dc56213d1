import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type Moment = {
  /** Machine-readable, ISO 8601. */
  iso: string
  /** What is read on screen, e.g. "před 3 dny". */
  text: string
  /** The exact time: shown on hover and in print. */
  exact: string
}

export type TimelineEntry = {
  id: string
  icon?: IconName
  title: Child
  who?: string
  when: Moment
  body?: Child
  actions?: Child
}

/** The name says whose history it is; the newest entry comes first. */
export const Timeline = ({ label, entries, id }: { label: string; entries: readonly TimelineEntry[]; id?: string }) => (
  <ol class="timeline" aria-label={label} id={id}>
    {entries.map((entry) => (
      <TimelineItem {...entry} />
    ))}
  </ol>
)

export const TimelineItem = ({ id, icon = 'note', title, who, when, body, actions }: TimelineEntry) => (
  <li class="timeline-item" id={id}>
    <span class="timeline-sign">
      <Icon name={icon} />
    </span>
    <div class="timeline-body">
      <p class="timeline-title">{title}</p>
      <p class="timeline-meta">
        {who && <span>{who}</span>}
        <When {...when} />
      </p>
      {body && <div class="timeline-text">{body}</div>}
      {actions && <div class="button-row">{actions}</div>}
    </div>
  </li>
)

export const When = ({ iso, text, exact }: Moment) => (
  <time datetime={iso} title={exact} data-exact={exact}>
    {text}
  </time>
)
