import type { Trx } from '../src/db/connection.ts'
import { type DemoCentre, demoCentres } from './data/centres.ts'
import { demoPartners } from './data/partners.ts'
import { createDice, type Dice } from './dice.ts'
import { handOver } from './hand-overs.ts'
import { foundHouseholds } from './households.ts'
import { officeMoment } from './moments.ts'
import { referPeople } from './referrals.ts'

/** A centre as the seeds find it once its people are written down. */
export type Home = {
  id: string
  slug: DemoCentre['slug']
  name: string
  track: DemoCentre['track']
  coordinator: string
}

/** What the seeds of this circle work with. */
export type Circle = { trx: Trx; dice: Dice; now: Date }

/** Who helps besides the centres, whom they were asked to help, whom one centre handed to another, and families. */
export const befriendPartners = async (trx: Trx, now: Date) => {
  const circle = { trx, dice: createDice(20_240_703), now }
  const homes = await Promise.all(demoCentres.map((demo) => homeOf(trx, demo)))
  for (const home of homes) {
    await writePartners(circle, home)
    await referPeople(circle, home)
  }
  await handOver(circle, homes)
  await foundHouseholds(circle, homes)
}

const homeOf = async (trx: Trx, { slug, track }: DemoCentre): Promise<Home> => {
  const { id, name } = await trx
    .selectFrom('centres')
    .where('slug', '=', slug)
    .select(['id', 'name'])
    .executeTakeFirstOrThrow()
  const email = `coordinator@${slug}.example.org`
  const coordinator = await trx.selectFrom('members').where('email', '=', email).select('id').executeTakeFirstOrThrow()
  return { id, slug, name, track, coordinator: coordinator.id }
}

const writePartners = async (circle: Circle, home: Home) => {
  for (const { services, mailbox, active = true, ...partner } of demoPartners[home.slug]) {
    const at = officeMoment(circle, circle.dice.int(90, 160))
    const id = circle.dice.id(at)
    const email = `${mailbox}@${home.slug}-partner.example.org`
    await circle.trx
      .insertInto('partners')
      .values({ centre_id: home.id, id, ...partner, email, active, created_at: at, updated_at: at })
      .execute()
    const rows = services.map(({ name, languages = partner.languages }) => ({
      centre_id: home.id,
      id: circle.dice.id(at),
      partner_id: id,
      name,
      languages,
    }))
    await circle.trx.insertInto('services').values(rows).execute()
  }
}
