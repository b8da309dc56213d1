type Text = { lang: 'cs' | 'en' | 'de' | 'uk'; title: string; summary: string; description: string }
type Places = { capacity: number | null; taken: number; waiting: number }

/** An event's words in a language, or in Czech where nobody has translated them yet. */
export const textOf = (event: { texts: readonly Text[] }, lang: Text['lang']): Text => {
  const text = event.texts.find((candidate) => candidate.lang === lang) ?? event.texts.find(({ lang }) => lang === 'cs')
  return text ?? { lang: 'cs', title: '', summary: '', description: '' }
}

/** Free places as people may be told: none for a full event or one with a queue, null where there is no limit. */
export const placesLeft = ({ capacity, taken, waiting }: Places): number | null => {
  if (capacity === null) return null
  return waiting > 0 ? 0 : Math.max(0, capacity - taken)
}

type Times = { status: string; starts_at: Date; registration_closes_at: Date | null }

export const takesRegistrations = (event: Times, now: Date): boolean =>
  event.status === 'published' && (event.registration_closes_at ?? event.starts_at) > now
