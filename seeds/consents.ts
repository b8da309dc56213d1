import type { ContactSource } from '../src/lib/words.ts'
import { consentWording, type WrittenPurpose } from './data/wordings.ts'
import type { Journey } from './journeys.ts'
import { daysBetween, momentBetween } from './moments.ts'
import type { Scene } from './scene.ts'
import { record, type Story } from './stories.ts'

/** Keeps the sentence somebody agreed to, unless such a consent is in force already. */
export const agree = (scene: Scene, story: Story, purpose: WrittenPurpose, at: Date, source: string) => {
  if (story.agreed.has(purpose)) return
  story.agreed.add(purpose)
  const { lang } = story.person
  const wording = consentWording(purpose, lang, scene.centre.name)
  scene.rows.consents.push({
    centre_id: scene.centre.id,
    id: scene.dice.id(at),
    contact_id: story.id,
    purpose,
    state: 'granted',
    wording,
    lang,
    source,
    granted_at: at,
    withdrawn_at: null,
  })
  record(scene, story, 'consent_given', at, { body: wording, particulars: { purpose } })
}

/** Who is in touch has agreed to it; some want the newsletter too, and a few of them no longer. */
export const agreeToBeKept = (scene: Scene, story: Story, source: ContactSource, journey: Journey) => {
  const { dice } = scene
  const second = journey.find(({ stage }) => stage !== 'known')
  if (second && dice.chance(0.88)) agree(scene, story, 'contact', second.at, source)
  if (source !== 'newsletter' && !(second && dice.chance(0.33))) return
  const at = source === 'newsletter' ? story.begins : (second?.at ?? story.begins)
  agree(scene, story, 'newsletter', at, source)
  const isOld = daysBetween(at, scene.now) > 60
  if (isOld && dice.chance(0.12)) withdraw(scene, story, 'newsletter', momentBetween(scene, at, scene.now))
}

/** Who asks to be left alone is. */
export const withdrawAll = (scene: Scene, story: Story, at: Date) => {
  for (const purpose of story.agreed) withdraw(scene, story, purpose, at)
}

const withdraw = (scene: Scene, story: Story, purpose: WrittenPurpose, at: Date) => {
  const consent = scene.rows.consents.findLast((row) => row.contact_id === story.id && row.purpose === purpose)
  if (!consent || consent.state === 'withdrawn') return
  consent.state = 'withdrawn'
  consent.withdrawn_at = at
  story.agreed.delete(purpose)
  record(scene, story, 'consent_withdrawn', at, { particulars: { purpose } })
}
