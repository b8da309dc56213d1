import { placesLeft } from '../../src/lib/events.ts'
import { StateBadge, type Tone } from '../components/badge.tsx'
import type { PublicT } from '../messages/index.ts'

type Places = { capacity: number | null; taken: number; waiting: number }

/** How much room there is, as everybody may know it: plenty, the last few, none. */
export const PlaceState = ({ t, places }: { t: PublicT; places: Places }) => {
  const left = placesLeft(places)
  const [tone, words]: [Tone, string] =
    left === null || left > fewOf(places)
      ? ['good', t('event.places_open')]
      : left > 0
        ? ['waiting', t('event.places_few')]
        : ['bad', t('event.full')]
  return <StateBadge tone={tone}>{words}</StateBadge>
}

/** The last fifth of the places, ten at most; the number itself would tell who has just registered. */
const fewOf = ({ capacity }: Places) => Math.min(10, Math.ceil((capacity ?? 0) / 5))
