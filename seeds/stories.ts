import { normalEmail } from '../src/lib/email.ts'
import type { ActivityKind, ContactSource, Particulars, Stage } from '../src/lib/words.ts'
import { newAddress, newPhone } from './addresses.ts'
import type { WrittenPurpose } from './data/wordings.ts'
import type { Journey } from './journeys.ts'
import type { Person } from './people.ts'
import type { Rows } from './rows.ts'
import type { Scene } from './scene.ts'

/** A contact and what has been told about them so far. */
export type Story = {
  id: string
  contact: Rows['contacts'][number]
  person: Person
  email: string | undefined
  stage: Stage
  begins: Date
  /** When the last stage began. */
  since: Date
  /** The member who looks after the contact. */
  member: string
  told: Set<string>
  agreed: Set<WrittenPurpose>
}

/** Writes a new contact down, with the ways to reach them. */
export const begin = (scene: Scene, person: Person, source: ContactSource, journey: Journey, email?: string): Story => {
  const { dice, rows, centre } = scene
  const last = journey.at(-1)
  const begins = journey[0]?.at ?? scene.now
  const id = dice.id(begins)
  const member = dice.chance(0.85) ? centre.members.coordinator : centre.members.admin
  const owned = dice.chance(last?.stage === 'known' ? 0.5 : 0.92)
  const contact = contactRow(scene, person, { id, source, begins, owner_id: owned ? member : null })
  rows.contacts.push(contact)
  const story: Story = {
    id,
    contact,
    person,
    member,
    begins,
    since: last?.at ?? begins,
    email,
    stage: last?.stage ?? 'known',
    told: new Set(),
    agreed: new Set(),
  }
  story.email = reach(scene, story, source)
  const by = source === 'staff' || source === 'import' ? member : null
  record(scene, story, 'created', begins, { member_id: by, particulars: { source } })
  audit(scene, story, 'contact.created', begins, { member_id: by })
  return story
}

type Told = { member_id?: string | null; body?: string; particulars?: Particulars }

/** A line on the contact's timeline. */
export const record = ({ dice, rows, centre }: Scene, story: Story, kind: ActivityKind, at: Date, told: Told = {}) => {
  const row = { centre_id: centre.id, id: dice.id(at), contact_id: story.id, kind, occurred_at: at, created_at: at }
  rows.activities.push({ ...row, member_id: null, body: '', particulars: {}, ...told })
  if (at > story.contact.updated_at) story.contact.updated_at = at
}

type Audited = { member_id: string | null; subject_type?: string; subject_id?: string; fields?: string[] }

export const audit = ({ dice, rows, centre }: Scene, story: Story, action: string, at: Date, audited: Audited) => {
  const subject = { subject_type: 'contact', subject_id: story.id }
  rows.audit_entries.push({ centre_id: centre.id, id: dice.id(at), at, action, ...subject, fields: [], ...audited })
}

type Origin = { id: string; source: ContactSource; begins: Date; owner_id: string | null }

const contactRow = ({ centre }: Scene, person: Person, { begins, ...origin }: Origin): Story['contact'] => {
  const { woman: _woman, latin: _latin, livedIn: _livedIn, ...columns } = person
  return { centre_id: centre.id, ...origin, ...columns, version: 1, created_at: begins, updated_at: begins }
}

// Nobody is left without a way to reach them; who came by a form has proved an address.
const reach = (scene: Scene, story: Story, source: ContactSource): string | undefined => {
  const proven = source === 'registration' || source === 'newsletter'
  const email = story.email ?? (proven || scene.dice.chance(0.93) ? newAddress(scene, story.person) : undefined)
  if (email) addPoint(scene, story, 'email', email, proven)
  if (!email || scene.dice.chance(source === 'registration' ? 0.4 : 0.72))
    addPoint(scene, story, 'phone', newPhone(scene), false)
  return email
}

const addPoint = (
  { dice, rows, centre }: Scene,
  story: Story,
  kind: 'email' | 'phone',
  value: string,
  proven: boolean,
) => {
  rows.contact_points.push({
    centre_id: centre.id,
    id: dice.id(story.begins),
    contact_id: story.id,
    kind,
    value,
    value_norm: kind === 'email' ? normalEmail(value) : value,
    verified_at: proven ? story.begins : null,
    created_at: story.begins,
  })
}
