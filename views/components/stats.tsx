import type { Child } from 'hono/jsx'

export type Stat = { label: string; value: Child; note?: Child; href?: string }

/** A few numbers in a row; each may lead to what it was counted from. */
export const Stats = ({ label, stats }: { label: string; stats: readonly Stat[] }) => (
  <ul class="stats" aria-label={label}>
    {stats.map(({ label: name, value, note, href }) => (
      <li class="stat">
        <span class="stat-label">{href ? <a href={href}>{name}</a> : name}</span>
        <span class="stat-value">{value}</span>
        {note && <span class="stat-note">{note}</span>}
      </li>
    ))}
  </ul>
)
