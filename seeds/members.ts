import type { Role } from '../src/lib/words.ts'
import { type DemoCentre, demoAnalyst, demoCentres } from './data/centres.ts'
import type { Dice } from './dice.ts'
import type { Rows } from './rows.ts'
import type { Scene } from './scene.ts'

export type DemoSignIn = { email: string; role: Role; centre: string }

export const demoPassword = 'krajan-demo'

const roles = ['admin', 'coordinator', 'reader'] as const
const emailOf = (role: string, slug: string) => `${role}@${slug}.example.org`
const analystEmail = 'analyst@network.example.org'

/** Who may sign in to the demo network, for telling whoever started it. */
export const demoSignIns: readonly DemoSignIn[] = [
  ...demoCentres.flatMap(({ slug, name }) => roles.map((role) => ({ email: emailOf(role, slug), role, centre: name }))),
  { email: analystEmail, role: 'reader', centre: 'all five centres' },
]

type Appointment = { id: string; openedAt: Date; passwordHash: string }

export const appointMembers = (
  rows: Rows,
  dice: Dice,
  demo: DemoCentre,
  { id, openedAt, passwordHash }: Appointment,
) => {
  const appoint = (role: (typeof roles)[number]) => {
    const member_id = dice.id(openedAt)
    const lang = demo.slug === 'ostrava' && role === 'reader' ? 'en' : 'cs'
    const email = emailOf(role, demo.slug)
    rows.members.push({
      id: member_id,
      email,
      name: demo[role],
      lang,
      password_hash: passwordHash,
      created_at: openedAt,
    })
    rows.memberships.push({ centre_id: id, member_id, role, created_at: openedAt, accepted_at: openedAt })
    return member_id
  }
  return { admin: appoint('admin'), coordinator: appoint('coordinator'), reader: appoint('reader') }
}

/** One person who reads in every centre of the network. */
export const appointAnalyst = (scenes: readonly Scene[], passwordHash: string) => {
  const [first] = scenes
  if (!first) return
  const { rows, dice, centre } = first
  const id = dice.id(centre.openedAt)
  const created_at = centre.openedAt
  rows.members.push({ id, email: analystEmail, name: demoAnalyst, lang: 'cs', password_hash: passwordHash, created_at })
  for (const scene of scenes) {
    rows.memberships.push({
      centre_id: scene.centre.id,
      member_id: id,
      role: 'reader',
      created_at,
      accepted_at: created_at,
    })
  }
}
