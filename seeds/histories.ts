import { addDays, dayOf } from '../src/lib/time.ts'
import type { ContactSource, Stage } from '../src/lib/words.ts'
import { agreeToBeKept, withdrawAll } from './consents.ts'
import { townsOfNatives } from './data/residences.ts'
import { counsellingTalks } from './data/talks-counselling.ts'
import { czechTalks, englishTalks } from './data/talks-relocation.ts'
import { returnFollowUps, returnTalks, type Talk } from './data/talks-return.ts'
import type { Journey } from './journeys.ts'
import { daysBetween, earlier, inOfficeHours, later, momentBetween } from './moments.ts'
import { pastNextStep } from './next-steps.ts'
import type { Person } from './people.ts'
import type { Scene } from './scene.ts'
import { audit, begin, record, type Story } from './stories.ts'

type Plan = { person: Person; source: ContactSource; journey: Journey; email?: string }

/** Everything that happened with one contact, from the first line of the timeline to the stage where they are now. */
export const tell = (scene: Scene, { person, source, journey, email }: Plan): Story => {
  const story = begin(scene, person, source, journey, email)
  const enrolmentId = enrol(scene, story, source, journey)
  if (source !== 'registration') agreeToBeKept(scene, story, source, journey)
  journey.forEach(({ stage, at }, index) => {
    const before = journey[index - 1]
    if (before || source === 'staff')
      talk(scene, story, talksAt(scene, stage), minutesBefore(at, scene.dice.int(4, 40), story))
    if (before) move(scene, story, enrolmentId, before.stage, stage, at)
    followUp(scene, story, stage, at, journey[index + 1]?.at ?? scene.now)
  })
  if (story.stage === 'lost') withdrawAll(scene, story, journey.at(-1)?.at ?? scene.now)
  return story
}

const enrol = (scene: Scene, story: Story, source: ContactSource, journey: Journey): string => {
  const { dice, rows, centre } = scene
  const id = dice.id(story.begins)
  const first = journey[0]?.stage ?? story.stage
  const since = journey.at(-1)?.at ?? story.begins
  const member_id = source === 'staff' || source === 'import' ? story.member : null
  rows.enrolments.push({
    centre_id: centre.id,
    id,
    contact_id: story.id,
    track: centre.track,
    stage: story.stage,
    stage_since: since,
    ...restOf(scene, story, journey),
    version: journey.length,
    created_at: story.begins,
  })
  stageChange(scene, id, null, first, story.begins, member_id)
  record(scene, story, 'enrolled', story.begins, { member_id, particulars: { track: centre.track, stage: first } })
  return id
}

/** Everybody who rests has a reason and a day; who was lost is lost for a reason. */
const restOf = ({ dice, now }: Scene, { stage }: Story, journey: Journey) => {
  if (stage === 'lost' || stage === 'left')
    return {
      outcome:
        stage === 'left' ? ('left_region' as const) : dice.pick(['unreachable', 'not_returning', 'other'] as const),
    }
  if (stage !== 'not_now') return {}
  const today = dayOf(now)
  const [park_reason, park_trigger, park_note] = dice.pick(rests)
  const year = Number(today.slice(0, 4))
  const days = {
    child_starts_school: `${year + 1}-09-01`,
    home_coming_days: today < `${year}-12-27` ? `${year}-12-27` : `${year + 1}-12-27`,
  }
  const parked_until =
    park_trigger === 'child_starts_school' || park_trigger === 'home_coming_days'
      ? days[park_trigger]
      : addDays(today, dice.int(20, 330))
  const at = journey.at(-1)?.at ?? now
  return {
    park_reason,
    park_trigger,
    park_note,
    parked_until,
    parked_at: at,
    parked_from: journey.at(-2)?.stage ?? null,
  }
}

const rests = [
  ['children', 'child_starts_school', 'Nejstarší jde do první třídy, do té doby se stěhovat nechtějí.'],
  ['studies', 'studies_end', 'Dokončuje doktorát.'],
  ['studies', 'stipend_ends', ''],
  ['partner', 'date', 'Partner má smlouvu do konce roku.'],
  ['work_contract', 'date', ''],
  ['not_interested_now', 'home_coming_days', 'Na Vánoce bude doma, chce se potkat.'],
  ['family_care', 'date', ''],
] as const

const move = (scene: Scene, story: Story, enrolmentId: string, from: Stage, to: Stage, at: Date) => {
  const member_id = story.member
  stageChange(scene, enrolmentId, from, to, at, member_id)
  record(scene, story, 'stage_moved', at, { member_id, particulars: { track: scene.centre.track, from, to } })
  audit(scene, story, 'enrolment.moved', at, {
    member_id,
    subject_type: 'enrolment',
    subject_id: enrolmentId,
    fields: ['stage'],
  })
}

const stageChange = (
  { dice, rows, centre }: Scene,
  enrolment_id: string,
  from: Stage | null,
  to: Stage,
  at: Date,
  member_id: string | null,
) => {
  rows.stage_changes.push({
    centre_id: centre.id,
    id: dice.id(at),
    enrolment_id,
    from_stage: from,
    to_stage: to,
    at,
    member_id,
  })
}

// Long stays have more to tell than short ones; a step that was planned is mostly done before the next stage.
const followUp = (scene: Scene, story: Story, stage: Stage, from: Date, to: Date) => {
  const days = daysBetween(from, to)
  if (days < 4) return
  const count = scene.dice.int(0, days > 60 ? 2 : 1)
  for (let told = 0; told < count; told++) {
    const at = momentBetween(scene, minutesAfter(from, 30), earlier(to, minutesBefore(to, 60, story)))
    talk(scene, story, followUpsOf(scene), inOfficeHours(at))
  }
  if (scene.dice.chance(0.06)) edited(scene, story, later(inOfficeHours(momentBetween(scene, from, to)), from))
  if (days > 12 && to < scene.now && scene.dice.chance(0.4)) pastNextStep(scene, story, stage, from, to)
}

const edited = (scene: Scene, story: Story, at: Date) => {
  const fields = [scene.dice.pick(['phone', 'residence', 'field', 'tags'])]
  record(scene, story, 'edited', at, { member_id: story.member, particulars: { fields: fields.join(' ') } })
  audit(scene, story, 'contact.edited', at, { member_id: story.member, fields })
  story.contact.version = (story.contact.version ?? 1) + 1
}

const talk = (scene: Scene, story: Story, talks: readonly Talk[], at: Date) => {
  const fresh = talks.filter(([, sentence]) => !story.told.has(sentence) && isSayable(story, sentence))
  if (fresh.length === 0) return
  const [kind, sentence] = scene.dice.pick(fresh)
  story.told.add(sentence)
  record(scene, story, kind, later(at, story.begins), { member_id: story.member, body: filledIn(story, sentence) })
}

const talksAt = (scene: Scene, stage: Stage): readonly Talk[] => {
  const all: Partial<Record<Stage, readonly Talk[]>> =
    scene.centre.track === 'return' ? returnTalks : relocationTalks(scene).stages
  return all[stage] ?? []
}

const followUpsOf = (scene: Scene): readonly Talk[] => {
  if (scene.centre.track === 'return') return returnFollowUps
  const { followUps } = relocationTalks(scene)
  return scene.centre.slug === 'usti' ? [...followUps, ...counsellingTalks] : followUps
}

const relocationTalks = ({ dice, centre }: Scene) =>
  dice.chance(centre.slug === 'usti' ? 0.95 : 0.25) ? czechTalks : englishTalks

const isSayable = ({ person }: Story, sentence: string) =>
  (person.field !== '' || !sentence.includes('{field}')) &&
  (thereOf(person) !== undefined || !sentence.includes('{there}'))

const filledIn = ({ person }: Story, sentence: string): string =>
  sentence
    .replaceAll('{a}', person.woman ? 'a' : '')
    .replaceAll('{there}', thereOf(person) ?? '')
    .replaceAll(/\{origin\}|\{town\}/g, person.municipality_origin)
    .replaceAll('{field}', person.field)
    .replace(/^\p{Ll}/u, (start) => start.toUpperCase())

const thereOf = (person: Person) =>
  townsOfNatives.find(([town]) => town.name === (person.livedIn ?? person.residence))?.[0].there

const minutesAfter = (moment: Date, minutes: number) => new Date(moment.getTime() + minutes * 60_000)

const minutesBefore = (moment: Date, minutes: number, story: Story) =>
  later(minutesAfter(moment, -minutes), story.begins)
