export type DateTileProps = { iso: string; day: string; month: string; weekday: string }

/** An event's day at a glance; the full date stands in words beside it. */
export const DateTile = ({ iso, day, month, weekday }: DateTileProps) => (
  <time class="date-tile" datetime={iso} aria-hidden="true">
    <span class="date-tile-month">{month}</span>
    <span class="date-tile-day">{day}</span>
    <span class="date-tile-weekday">{weekday}</span>
  </time>
)
