import type { ContactSource, Stage } from '../src/lib/words.ts'
import { relocationEvents } from './data/events-relocation.ts'
import { namedNewcomer } from './data/named-people.ts'
import type { townsOfNewcomers } from './data/residences.ts'
import { announce, type HeldEvent } from './events.ts'
import { type GuestList, gather } from './gatherings.ts'
import { tell } from './histories.ts'
import { journeyTo, someStage } from './journeys.ts'
import { planNextSteps } from './next-steps.ts'
import { newcomer, type Person } from './people.ts'
import type { Scene } from './scene.ts'
import type { Story } from './stories.ts'

type Slug = keyof typeof townsOfNewcomers

/** A relocation centre: newcomers and their families, its evenings and courses, and what is to be done next. */
export const welcomeNewcomers = (scene: Scene, slug: Slug) => {
  const stories = Array.from({ length: 168 }, () => tellNewcomer(scene, slug))
  if (slug === 'ostrava') stories.push(tellNamed(scene))
  for (const event of relocationEvents[slug].map((demo) => announce(scene, demo))) {
    gather(scene, event, guestsOf(scene, slug, event, stories))
  }
  planNextSteps(scene, scene.dice.shuffle(stories), { overdue: 8, ahead: 25 })
}

const tellNewcomer = (scene: Scene, slug: Slug): Story => {
  const stage = someStage(scene.dice, 'relocation')
  const person = onTheWay(scene, newcomer(scene.dice, slug), stage)
  const source = scene.dice.weighted<ContactSource>([
    ['staff', 66],
    ['newsletter', 14],
    ['hand_over', 8],
    ['survey', 6],
    ['import', 6],
  ])
  return tell(scene, { person, source, journey: journeyTo(scene, stage) })
}

const tellNamed = (scene: Scene): Story => {
  const person: Person = { ...namedNewcomer, tags: [...namedNewcomer.tags] }
  return tell(scene, { person, source: 'staff', journey: journeyTo(scene, 'settling') })
}

/** Who has not arrived yet lives where they come from. */
const onTheWay = ({ dice }: Scene, person: Person, stage: Stage): Person => {
  const isAway = stage === 'pre_arrival' || (stage === 'enquiry' && dice.chance(0.5))
  return isAway ? { ...person, residence: person.municipality_origin } : person
}

const absent: readonly Stage[] = ['pre_arrival', 'one_off', 'left']

const guestsOf = (scene: Scene, slug: Slug, event: HeldEvent, stories: readonly Story[]): GuestList => {
  const isInvited = ({ person, stage, email, begins }: Story) =>
    !absent.includes(stage) &&
    email !== undefined &&
    begins < event.publishedAt &&
    (event.slug !== 'women-club' || person.woman)
  const invited = scene.dice.shuffle(stories.filter(isInvited))
  return {
    stranger: () => newcomer(scene.dice, slug),
    next: () => {
      const story = invited.pop()
      return story ? { person: story.person, story, email: story.email } : { person: newcomer(scene.dice, slug) }
    },
  }
}
