import { momentOf } from '../src/lib/time.ts'
import { type DemoCentre, demoCentres } from './data/centres.ts'
import { createDice } from './dice.ts'
import { appointAnalyst, appointMembers } from './members.ts'
import type { Rows } from './rows.ts'
import type { Scene } from './scene.ts'

/** The five centres with their members, each with a chance of its own: a change in one leaves the others as they were. */
export const openCentres = (rows: Rows, now: Date, passwordHash: string): Scene[] => {
  const scenes = demoCentres.map((demo, index) => openCentre(demo, index, rows, now, passwordHash))
  appointAnalyst(scenes, passwordHash)
  return scenes
}

const openCentre = (demo: DemoCentre, index: number, rows: Rows, now: Date, passwordHash: string): Scene => {
  const dice = createDice(20_240_611 + index)
  const openedAt = momentOf(demo.opened) ?? now
  const id = dice.id(openedAt)
  rows.centres.push({
    id,
    slug: demo.slug,
    name: demo.name,
    name_en: demo.name_en,
    name_de: demo.name_de,
    region: demo.region,
    tracks: [demo.track],
    email: `info@${demo.slug}.example.org`,
    address: demo.address,
    web: `https://${demo.slug}.example.org`,
    languages: demo.languages,
    mail_from_name: demo.mail_from_name,
    reply_to: `odpovedi@${demo.slug}.example.org`,
    brand: demo.brand,
    created_at: openedAt,
  })
  const members = appointMembers(rows, dice, demo, { id, openedAt, passwordHash })
  return { now, dice, rows, centre: { ...demo, id, openedAt, members, given: new Set() } }
}
