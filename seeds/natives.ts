import type { ContactSource } from '../src/lib/words.ts'
import { returnEvents } from './data/events-return.ts'
import { namedNatives } from './data/named-people.ts'
import { announce, type HeldEvent } from './events.ts'
import { type GuestList, gather } from './gatherings.ts'
import { tell } from './histories.ts'
import { type Journey, journeyTo, type ReturnStage, type Stage, someStage } from './journeys.ts'
import { planNextSteps } from './next-steps.ts'
import { native, type Person, someMunicipality } from './people.ts'
import type { Scene } from './scene.ts'
import type { Story } from './stories.ts'

/** The return centre: people the coordinator found, people who came to its meetings, and what is to be done next. */
export const inviteNatives = (scene: Scene) => {
  const named = namedNatives.map((person) => tellNamed(scene, person))
  const found = Array.from({ length: 310 }, () => tellFound(scene))
  const stories = [...named, ...found]
  for (const event of returnEvents.map((demo) => announce(scene, demo))) {
    gather(scene, event, event.isPast ? firstGuests(scene, event, stories) : guestsOf(scene, event, stories))
  }
  planNextSteps(scene, named.slice(0, 1), { overdue: 1, ahead: 0 })
  planNextSteps(scene, scene.dice.shuffle(stories), { overdue: 14, ahead: 60 })
}

const tellNamed = (scene: Scene, { stage, ...known }: (typeof namedNatives)[number]): Story => {
  const name = { given_name: known.given_name, family_name: known.family_name }
  const person: Person = {
    ...native(scene.dice),
    ...known,
    ...name,
    birth_name: '',
    lang: 'cs',
    latin: [name.given_name, name.family_name],
  }
  return tell(scene, { person, source: 'staff', journey: journeyTo(scene, stage) })
}

const tellFound = (scene: Scene): Story => {
  const journey = journeyTo(scene, someStage(scene.dice, 'return'))
  const person = atHome(scene, native(scene.dice), journey)
  return tell(scene, { person, source: sourceOf(scene, journey), journey })
}

const sourceOf = ({ dice }: Scene, [first]: Journey): ContactSource => {
  if (first?.stage === 'known')
    return dice.weighted([
      ['import', 60],
      ['staff', 40],
    ])
  if (first?.stage === 'in_touch')
    return dice.weighted([
      ['newsletter', 35],
      ['survey', 25],
      ['staff', 40],
    ])
  return 'staff'
}

/** The two meetings everything began with: those who came were mostly new to the coordinator. */
const firstGuests = (scene: Scene, event: HeldEvent, stories: Story[]): GuestList => {
  const came: readonly ReturnStage[] = [
    'considering',
    'exploring',
    'matching',
    'moving',
    'returned',
    'settled',
    'ambassador',
    'not_now',
    'lost',
  ]
  return {
    stranger: () => native(scene.dice, event.town),
    next: (verifiedAt) => newGuest(scene, event, stories, verifiedAt, someStage(scene.dice, 'return', came)),
  }
}

const warm: readonly string[] = ['in_touch', 'considering', 'exploring', 'matching', 'not_now']

/** People the centre knows and people it does not know yet. */
const guestsOf = (scene: Scene, event: HeldEvent, stories: Story[]): GuestList => {
  const isInvited = ({ person, stage, email, begins }: Story) =>
    person.residence === event.town && warm.includes(stage) && email !== undefined && begins < event.publishedAt
  const invited = scene.dice.shuffle(stories.filter(isInvited))
  return {
    stranger: () => native(scene.dice, event.town),
    next: (verifiedAt) => {
      const story = scene.dice.chance(0.45) ? invited.pop() : undefined
      return story
        ? { person: story.person, story, email: story.email }
        : newGuest(scene, event, stories, verifiedAt, 'considering')
    },
  }
}

const newGuest = (scene: Scene, event: HeldEvent, stories: Story[], verifiedAt: Date, stage: Stage) => {
  const journey = journeyTo(scene, stage, { stage: 'considering', at: verifiedAt })
  const person = atHome(scene, native(scene.dice, event.town), journey)
  const story = tell(scene, { person, source: 'registration', journey })
  stories.push(story)
  return { person, story, email: story.email }
}

const homecoming: readonly string[] = ['returned', 'settled', 'ambassador']

/** Who has returned lives in the region again, half of them where they come from. */
const atHome = ({ dice }: Scene, person: Person, journey: Journey): Person => {
  if (!homecoming.includes(journey.at(-1)?.stage ?? 'known')) return person
  return {
    ...person,
    livedIn: person.residence,
    residence: dice.chance(0.5) ? person.municipality_origin : someMunicipality(dice),
  }
}
