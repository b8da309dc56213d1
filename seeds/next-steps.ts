import { addDays, after, dayOf } from '../src/lib/time.ts'
import type { Stage } from '../src/lib/words.ts'
import { czechTalks, englishTalks } from './data/talks-relocation.ts'
import { returnNextSteps } from './data/talks-return.ts'
import { daysBetween, inOfficeHours, later, momentBetween, officeMoment } from './moments.ts'
import type { Scene } from './scene.ts'
import { audit, record, type Story } from './stories.ts'

/** Days from today on which the first steps are due; the rest are due in the coming weeks. */
const due = [0, -1, 0, -3, 0, -2, 0, -12, 0, -5, -1, 0, -8, -2, -4] as const

/** What the centre's members have to do next, and by when: some of it today, some of it since last week. */
export const planNextSteps = (
  scene: Scene,
  stories: readonly Story[],
  { overdue, ahead }: { overdue: number; ahead: number },
) => {
  const days = [...due.slice(0, overdue), ...Array.from({ length: ahead }, () => scene.dice.int(1, 60))]
  for (const inDays of days) {
    const story = stories.find((candidate) => isOpen(scene, candidate, inDays))
    if (story) setNextStep(scene, story, inDays)
  }
}

/** A step that was planned after one stage and done before the next. */
export const pastNextStep = (scene: Scene, story: Story, stage: Stage, from: Date, to: Date) => {
  const planned = later(from, inOfficeHours(after(from, { days: 3 })))
  const done = later(planned, inOfficeHours(momentBetween(scene, after(planned, { days: 4 }), to)))
  const body = someStep(scene, story, stage)
  write(scene, story, 'next_step_set', planned, { body, particulars: { on: dayOf(done) } })
  write(scene, story, 'next_step_done', done, { body, particulars: {} })
}

const setNextStep = (scene: Scene, story: Story, inDays: number) => {
  const on = addDays(dayOf(scene.now), inDays)
  const at = later(
    new Date(story.since.getTime() + 600_000),
    officeMoment(scene, scene.dice.int(2, 9) - Math.min(0, inDays)),
  )
  const body = someStep(scene, story, story.stage)
  story.contact.next_step = body
  story.contact.next_step_on = on
  write(scene, story, 'next_step_set', at, { body, particulars: { on } })
}

const write = (
  scene: Scene,
  story: Story,
  kind: 'next_step_set' | 'next_step_done',
  at: Date,
  told: { body: string; particulars: { on?: string } },
) => {
  record(scene, story, kind, at, { member_id: story.member, ...told })
  audit(scene, story, 'contact.next_step', at, { member_id: story.member, fields: ['next_step'] })
  story.contact.version = (story.contact.version ?? 1) + 1
}

const someStep = (scene: Scene, story: Story, stage: Stage): string => {
  const steps = stepsOf(scene, stage)
  const step = scene.dice.pick(
    steps.some((one) => !story.told.has(one)) ? steps.filter((one) => !story.told.has(one)) : steps,
  )
  story.told.add(step)
  return step
}

const stepsOf = ({ centre }: Scene, stage: Stage): readonly string[] => {
  if (centre.track === 'return') return early.includes(stage) ? returnNextSteps.early : returnNextSteps.later
  return (centre.slug === 'usti' ? czechTalks : englishTalks).nextSteps
}

const early: readonly Stage[] = ['known', 'in_touch', 'considering', 'not_now']

const openStages: readonly Stage[] = [
  'in_touch',
  'considering',
  'exploring',
  'matching',
  'moving',
  'returned',
  'enquiry',
  'pre_arrival',
  'arrived',
  'landing',
  'settling',
]

// A step that is overdue was agreed on while the contact already stood at this stage.
const isOpen = (scene: Scene, story: Story, inDays: number) =>
  openStages.includes(story.stage) &&
  story.contact.owner_id !== null &&
  !story.contact.next_step &&
  daysBetween(story.since, scene.now) > 3 - Math.min(0, inDays)
