import { addDays, after, dayOf, momentOf } from '../src/lib/time.ts'
import type { DemoEvent, Gathering } from './data/events.ts'
import { earlier } from './moments.ts'
import type { Rows } from './rows.ts'
import type { Scene } from './scene.ts'

export type HeldEvent = {
  id: string
  slug: string
  title: string
  startsAt: Date
  endsAt: Date
  publishedAt: Date
  isPast: boolean
  places: Rows['event_places'][number]
  town: string
  gathering: Gathering
}

/** Announces an event in its languages, with places that nobody has taken yet. */
export const announce = (scene: Scene, event: DemoEvent): HeldEvent => {
  const { dice, now, rows, centre } = scene
  const startsAt = startOf(event, now)
  const endsAt = after(startsAt, { hours: event.hours })
  const publishedAt = earlier(after(startsAt, { days: -22 }), after(now, { days: -23 }))
  const created_at = after(publishedAt, { days: -6 })
  const id = dice.id(created_at)
  rows.events.push({
    centre_id: centre.id,
    id,
    slug: event.slug,
    status: event.status,
    starts_at: startsAt,
    ends_at: endsAt,
    venue: event.venue,
    town: event.town,
    track: event.entry_stage ? centre.track : null,
    entry_stage: event.entry_stage,
    created_at,
    updated_at: publishedAt,
    published_at: event.status === 'draft' ? null : publishedAt,
  })
  for (const [lang, text] of textsOf(event))
    rows.event_texts.push({ centre_id: centre.id, event_id: id, lang, ...text })
  const places = {
    centre_id: centre.id,
    event_id: id,
    capacity: event.capacity,
    taken: 0,
    waiting: 0,
    next_queue_no: 1,
  }
  rows.event_places.push(places)
  return {
    id,
    slug: event.slug,
    title: event.texts.cs.title,
    startsAt,
    endsAt,
    publishedAt,
    isPast: endsAt < now,
    places,
    town: event.town,
    gathering: event.gathering,
  }
}

const startOf = ({ starts }: DemoEvent, now: Date): Date => {
  const wallTime =
    typeof starts === 'string'
      ? starts
      : `${weekdayFrom(addDays(dayOf(now), starts.days), starts.weekday)}T${starts.time}`
  const moment = momentOf(wallTime)
  if (!moment) throw new Error(`${wallTime} is no time.`)
  return moment
}

const weekdayFrom = (day: string, weekday: number): string =>
  addDays(day, (weekday - new Date(`${day}T12:00:00Z`).getUTCDay() + 7) % 7)

const languages = ['cs', 'en', 'de', 'uk'] as const

const textsOf = ({ texts }: DemoEvent) =>
  languages.flatMap((lang) => {
    const text = texts[lang]
    return text ? [[lang, text] as const] : []
  })
